import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardView, PageView, PipelineView } from '#libs/contracts';
import { PipelineWatch } from '../apps/server/health/pipeline-watch.ts';
import type { Api } from './harness/api.ts';
import { EventListener } from './harness/event-listener.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

/** s between two canaries. */
const EVERY = 300;
/** A heartbeat each so many looks. */
const BEAT_EACH = 4;

describe(`silence is noticed (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let outside: Server;
  let beats = 0;

  beforeAll(async () => {
    outside = createServer((_request, response) => {
      beats += 1;
      response.end('ok');
    });
    await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening));
    const { port } = outside.address() as AddressInfo;
    test = await TestService.start({
      env: {
        CANARIES: 'on',
        CANARY_MAIL: 'canary@dns-cert.example',
        HEARTBEAT_URL: `http://127.0.0.1:${port}/beat`,
      },
    });
    staff = await test.signUp('responder');
  });
  afterAll(async () => {
    await test.stop();
    await new Promise((closed) => outside.close(closed));
  });

  const look = () => test.service.app.get(PipelineWatch).look();
  const pipeline = async () => test.api().get<PipelineView>('/healthz/pipeline');
  const flown = async (state: string) =>
    (await test.sql<{ count: number }>('SELECT count(*)::int FROM canaries WHERE state = $1', [state]))[0]
      ?.count;

  /** Sent, triaged, mailed, home. */
  async function fly(): Promise<void> {
    for (let step = 0; step < 3; step += 1) {
      await look();
      await test.settled();
    }
  }

  it('a report of our own goes all the way, and its incident is closed by itself', async () => {
    await fly();
    expect(await flown('home')).toBe(1);
    const mails = test.sink?.messages ?? [];
    expect(mails.map(({ to }) => to)).toEqual([['canary@dns-cert.example']]);
    expect(await test.sql('SELECT state, exercise, canary FROM incidents')).toEqual([
      { state: 'rejected', exercise: true, canary: true },
    ]);
    const { status, body } = await pipeline();
    expect([status, body.status, body.reasons, body.canary?.state]).toEqual([200, 'ok', [], 'home']);
  });

  it('which is in no list and in no figure', async () => {
    for (const path of ['incidents', 'incidents?state=rejected', 'reports'])
      expect([path, (await staff.get<PageView<unknown>>(path)).body.items]).toEqual([path, []]);
    const board = (await staff.get<BoardView>('board')).body;
    expect(JSON.stringify(board)).not.toContain('Canary');
    const evidence = JSON.stringify((await staff.get('evidence')).body);
    expect(evidence).toContain('"rows":[]');
  });

  it('somebody elsewhere hears that all is well', async () => {
    expect(beats).toBe(1);
    const { text } = await test.api().get('/metrics');
    expect(text).toContain('dnscert_pipeline_stands 0');
    expect(text).toMatch(/dnscert_pipeline_sign_age_seconds\{sign="canary"\} \d/);
    expect(text).toMatch(/dnscert_pipeline_sign_age_seconds\{sign="worker"\} \d/);
  });

  it('one that does not come home is told, and nobody elsewhere hears that all is well', async () => {
    await test.jump(EVERY);
    await look();
    await test.settled();
    await test.jump(100);
    await look();
    const { status, body, headers } = await pipeline();
    expect([status, body.status, body.canary?.state]).toEqual([503, 'stands', 'lost']);
    // Whoever has the console open is told by an answer, not by an error.
    const shown = await staff.get<PipelineView>('health/pipeline');
    expect([shown.status, shown.body.status, shown.body.reasons]).toEqual([200, 'stands', body.reasons]);
    expect(body.reasons).toEqual(['The last canary did not come home: no mail server took its mail.']);
    expect(headers.get('retry-after')).toBe('30');
    expect((await test.api().get('/metrics')).text).toContain('dnscert_pipeline_stands 1');
    const before = beats;
    for (let times = 0; times < BEAT_EACH; times += 1) await look();
    expect(beats).toBe(before);
    // It ends by itself once one comes home.
    await test.settled();
    await test.jump(EVERY);
    await fly();
    expect((await pipeline()).body.reasons).toEqual([]);
  });

  it('nobody who listens hears of it, and it asks nothing of anybody', async () => {
    await test.jump(EVERY);
    const listener = await EventListener.open(staff);
    await fly();
    // However bad it says that it is.
    await test.sql(`UPDATE incidents SET severity = 'critical', state = 'new' WHERE canary`);
    await test.sql(
      `INSERT INTO deadline_reckonings (id, state) SELECT id, 'due' FROM incidents WHERE canary
       ON CONFLICT (id) DO UPDATE SET state = 'due', due_at = dnscert_now()`,
    );
    await until(
      async () => (await test.sql(`SELECT 1 FROM deadline_reckonings WHERE state = 'due'`)).length === 0,
    );
    expect(await test.sql('SELECT 1 FROM deadlines')).toEqual([]);
    // What was committed before it is heard before it, had it been news.
    await staff.post('reports', { summary: 'A zone file that looks odd', exercise: true });
    await listener.until(() => listener.changes.some(({ type }) => type === 'report.received'));
    listener.close();
    const own = await test.sql<{ id: string }>(
      'SELECT id FROM incidents WHERE canary UNION SELECT id FROM reports WHERE canary',
    );
    expect(own.length).toBeGreaterThan(1);
    expect(listener.changes.filter(({ id }) => own.some((one) => one.id === id))).toEqual([]);
  });

  it('workers that are silent for a minute are told, before any work is late', async () => {
    await test.sql(`UPDATE worker_signs SET heard_at = dnscert_now() - interval '70 seconds'`);
    const { status, body } = await pipeline();
    expect([status, body.reasons]).toEqual([503, [expect.stringMatching(/^No worker .* 7\d s\.$/)]]);
  });
});
