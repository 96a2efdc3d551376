import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HealthFinding, HealthView, PageSentView, PageView } from '#libs/contracts';
import { PageSending } from '#libs/deadlines';
import { PipelineWatch } from '../apps/server/health/pipeline-watch.ts';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import type { Api } from './harness/api.ts';
import { PageTaker } from './harness/page-taker.ts';
import { TestService } from './harness/service.ts';

/** s that work must stand before anybody is woken for it. */
const TOLD_AFTER = 30;

describe('our own people are paged when work stands, by web processes alone', () => {
  let test: TestService;
  let replica: Service;
  let pager: PageTaker;
  let lead: Api;

  beforeAll(async () => {
    pager = await PageTaker.open();
    test = await TestService.start({ env: { ROLES: 'web', PAGING_WEBHOOK_URL: pager.url } });
    replica = await startService({ ...test.config, ROLES: ['web'], PORT: 0 });
    lead = await test.signUp('lead');
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
    await pager.close();
  });

  const look = () =>
    Promise.all([test.service.app, replica.app].map((app) => app.get(PipelineWatch).lookOn()));
  const workerWasHeard = (secondsAgo: number) =>
    test.sql(
      `INSERT INTO worker_signs (heard_at) VALUES (dnscert_now() - make_interval(secs => $1))
       ON CONFLICT (one) DO UPDATE SET heard_at = EXCLUDED.heard_at`,
      [secondsAgo],
    );
  const titles = () => pager.taken.map(({ title }) => title);
  const paging = async () =>
    (await lead.get<HealthView>('health')).body.findings.find(
      (finding) => finding.look === 'paging',
    ) as HealthFinding<'paging'>;

  it('once, by one of two, when it has stood for a moment', async () => {
    await workerWasHeard(70);
    await look();
    expect(titles()).toEqual([]);
    await test.jump(TOLD_AFTER + 1);
    await look();
    await look();
    expect(pager.taken).toEqual([
      expect.objectContaining({
        title: 'DNS-CERT: work stands still',
        text: expect.stringMatching(/^No worker has given a sign of life for \d+ s\.$/),
        url: expect.stringMatching(/\/console\/health$/),
      }),
    ]);
    const { figures, state } = await paging();
    expect([state, figures.standstill?.until, figures.standstill?.told.length]).toEqual(['ok', null, 1]);
    const { items } = (await lead.get<PageView<PageSentView>>('pages')).body;
    expect(items.map((page) => [page.incident, page.state])).toEqual([[null, 'taken']]);
  });

  it('and once when work is done again', async () => {
    await workerWasHeard(0);
    await look();
    await look();
    expect(titles()).toEqual(['DNS-CERT: work stands still', 'DNS-CERT: work is done again']);
    expect(pager.taken[1]?.text).toMatch(/^All is well since .* UTC\. It stood for 1 minute\.$/);
    expect((await paging()).figures.standstill?.until).not.toBeNull();
  });

  it('for what passes by itself nobody is woken', async () => {
    await workerWasHeard(70);
    await look();
    await workerWasHeard(0);
    await look();
    await test.jump(TOLD_AFTER + 1);
    await workerWasHeard(0);
    await look();
    expect(titles()).toHaveLength(2);
    expect(await test.sql('SELECT count(*)::int AS count FROM standstills')).toEqual([{ count: 1 }]);
  });

  it('where the other side refuses, it is tried again', async () => {
    pager.refusals = 1;
    await workerWasHeard(70);
    await look();
    await test.jump(TOLD_AFTER + 1);
    await look();
    expect(titles()).toHaveLength(2);
    await test.jump(6);
    await look();
    expect(titles()).toHaveLength(3);
    await workerWasHeard(0);
    await look();
    expect(titles()).toHaveLength(4);
  });

  it('a page about a deadline that nobody takes is an entry and an alarm', async () => {
    const [incident] = await test.sql<{ id: string; number: string }>(
      `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, exercise, opened_at, last_report_at, updated_at)
       VALUES (gen_random_uuid(), '2026-999999', 'new', 'X', 'other', 'critical', 'AMBER', false, dnscert_now(), dnscert_now(), dnscert_now())
       RETURNING id, number`,
    );
    const [page] = await test.sql<{ id: string }>(
      `WITH due AS (
         INSERT INTO deadlines (id, incident_id, kind, subject, state, exercise, severity, started_at, deadline_at, words, rungs, created_at, updated_at, due_at)
         VALUES (gen_random_uuid(), $1, 'triage', '', 'overdue', false, 'critical', dnscert_now(), dnscert_now(), '{}', '[]', dnscert_now(), dnscert_now(), dnscert_now())
         RETURNING id)
       INSERT INTO pages (id, incident_id, deadline_id, way, what, state, tries, created_at)
       SELECT gen_random_uuid(), $1, id, 'webhook', '{"title": "t", "text": "t", "url": "u", "to": []}', 'due', 7, dnscert_now() FROM due
       RETURNING id`,
      [incident?.id],
    );
    pager.refusals = 1;
    await test.service.app
      .get(PageSending)
      .workAll([{ id: page?.id ?? '', attempt: 0, strikes: 1, lane: 'urgent' }]);
    expect(await test.sql('SELECT type FROM timeline_entries WHERE stream_id = $1', [incident?.id])).toEqual([
      { type: 'deadline.nobody_told' },
    ]);
    const finding = await paging();
    expect([finding.state, finding.figures.unheard, finding.figures.incidents]).toEqual([
      'bad',
      1,
      [incident?.number],
    ]);
    expect(finding.text).toContain(`#${incident?.number ?? ''}`);
  });
});
