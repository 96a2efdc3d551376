import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { AdvisoryView } from '#libs/contracts';
import { Timeline, verifyStream } from '#libs/timeline';
import { openIncident, timelineOf } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import type { Api } from './harness/api.ts';
import { itInBrowser, openBrowser } from './harness/browser.ts';
import { accessibilityFaults, PHONE, tooWide, visitor } from './harness/console-page.ts';
import { QUEUES, TestService } from './harness/service.ts';

const TEXT = {
  title: 'Validation of .aa fails',
  summary: 'Resolvers that validate refuse names under .aa since 02:14 UTC.',
  body: 'What happens\n\nThe DS record <of .aa> & its key differ.\nFlush your caches.',
  references: ['https://example.net/report?a=1&b=2'],
};

describe(`an advisory takes two and reaches the public (queues on ${QUEUES})`, () => {
  let test: TestService;
  let browser: Browser | null;
  let writer: Api;
  let second: Api;
  let anybody: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', PUBLIC_URL: 'https://cert.example' } });
    browser = await openBrowser();
    await test.importOperators({
      slug: 'registry-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    writer = await test.signUp('responder', { email: 'writer@cert.example' });
    second = await test.signUp('lead', { email: 'second@cert.example' });
    anybody = test.api();
    incident = await openIncident(test, writer, {
      summary: 'Validation of .aa fails',
      resources: [{ type: 'tld', value: 'aa' }],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await test.stop();
  });

  const drafted = async (more: object = {}): Promise<AdvisoryView> => {
    const { status, body, text } = await writer.post<AdvisoryView>('advisories', { ...TEXT, ...more });
    if (status !== 201) throw new Error(text);
    return body;
  };
  const act = (api: Api, what: 'publication' | 'withdrawal', one: AdvisoryView, body: object = {}) =>
    api.post<AdvisoryView & { code: string }>(`advisories/${one.id}/${what}`, body, {
      'if-match': `"${one.version}"`,
    });
  const edit = (api: Api, one: AdvisoryView, body: object) =>
    api.patch<AdvisoryView & { code: string }>(`advisories/${one.id}`, body, {
      'if-match': `"${one.version}"`,
    });
  /** By two people. */
  const published = async (more: object = {}): Promise<AdvisoryView & { number: string }> => {
    const asked = await act(writer, 'publication', await drafted(more));
    const { status, body, text } = await act(second, 'publication', asked.body);
    if (status !== 200 || body.number === null) throw new Error(text);
    return { ...body, number: body.number };
  };
  /** Public pages are asked for once a second. */
  const later = () => new Promise((done) => setTimeout(done, 1_100));
  const pageOf = async (number: string, headers: Record<string, string> = {}) => {
    await later();
    return anybody.get(`/advisories/${number}`, headers);
  };

  /** As a reader's cache asks: fetch itself would ask for all of it. */
  const statusOf = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((answered, failed) => {
      request(`${test.url}${path}`, { headers }, (response) => {
        response.resume();
        answered(response.statusCode);
      })
        .on('error', failed)
        .end();
    });

  it('is written by one, who asks, and published by another', async () => {
    const draft = await drafted();
    expect(draft).toMatchObject({ number: null, state: 'draft', asked: null, publishedAt: null, version: 1 });
    const early = await act(second, 'publication', draft);
    expect([early.status, early.body.code]).toEqual([409, 'advisory.not_asked']);
    const asked = await act(writer, 'publication', draft);
    expect([asked.status, asked.body.asked?.correction, asked.headers.get('etag')]).toEqual([
      202,
      null,
      '"2"',
    ]);
    const alone = await act(writer, 'publication', asked.body);
    expect([alone.status, alone.body.code]).toEqual([403, 'advisory.own_text']);
    const stale = await act(second, 'publication', draft);
    expect([stale.status, stale.body.code, stale.headers.get('etag')]).toEqual([
      412,
      'advisory.version_changed',
      '"2"',
    ]);
    expect((await second.post(`advisories/${draft.id}/publication`)).status).toBe(428);
    const done = await act(second, 'publication', asked.body);
    expect([done.status, done.body.state, done.body.isChanged]).toEqual([200, 'published', false]);
    expect(done.body.number).toMatch(/^A\d{4}-\d{4}$/);
    expect(done.body.editions).toMatchObject([
      { edition: 1, correction: null, writtenBy: { name: 'writer' }, ...TEXT },
    ]);
    expect(done.body.editions[0]?.publishedBy.name).toBe('second');
  });

  it('is nobody’s whose words were changed after they asked: who changes them asks, and another publishes', async () => {
    const asked = await act(writer, 'publication', await drafted());
    const changed = await edit(second, asked.body, { title: 'Validation of .aa fails again' });
    expect([changed.status, changed.body.asked, changed.body.writtenBy.name]).toEqual([200, null, 'second']);
    const own = await act(second, 'publication', changed.body);
    expect(own.status).toBe(202);
    expect((await act(second, 'publication', own.body)).status).toBe(403);
    expect((await act(writer, 'publication', own.body)).status).toBe(200);
    const empty = await act(writer, 'publication', await drafted({ body: ' \n' }));
    expect([empty.status, empty.body.code]).toEqual([409, 'advisory.unfinished']);
  });

  it('shows itself to the public as text, in its own language, and names no person', async () => {
    const { number } = await published();
    const page = await pageOf(number);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect([page.headers.get('cache-control'), page.headers.get('vary')]).toEqual([
      'no-cache',
      expect.stringContaining('Accept-Language, Cookie') as unknown,
    ]);
    expect(page.text).toContain('The DS record &lt;of .aa&gt; &amp; its key differ.\nFlush your caches.');
    expect(page.text).toContain('href="https://example.net/report?a=1&amp;b=2" rel="noreferrer noopener"');
    expect(page.text).toContain('TLP:CLEAR');
    expect(page.text).not.toMatch(/writer@|second@|<script/);
    const french = await pageOf(number, { 'accept-language': 'fr' });
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toMatch(/<p class="lead" lang="en">Resolvers/);
    const etag = french.headers.get('etag') ?? '';
    const asking = (language: string) =>
      statusOf(`/advisories/${number}`, { 'accept-language': language, 'if-none-match': etag });
    expect([await asking('fr'), await asking('en')]).toEqual([304, 200]);
    const list = await anybody.get('/advisories', { 'accept-language': 'fr' });
    expect(list.text).toContain(`href="/advisories/${number}"`);
    for (const unknown of ['A2026-9999', 'x', `${number}x`, '%00'])
      expect([unknown, (await anybody.get(`/advisories/${unknown}`)).status]).toEqual([unknown, 404]);
  });

  it('says of a label that is not CLEAR nothing to anybody', async () => {
    const draft = await drafted({ incidentId: incident.id });
    const refused = await act(writer, 'publication', draft);
    expect([refused.status, refused.body.code]).toEqual([409, 'advisory.incident_not_clear']);
    expect((Object(refused.body) as { detail: string }).detail).toMatch(/TLP:AMBER.*lowered to CLEAR/s);
    await test.sql(`UPDATE incidents SET tlp = 'CLEAR' WHERE id = $1`, [incident.id]);
    const asked = await act(writer, 'publication', draft);
    expect(asked.status).toBe(202);
    // The label is raised while the second person reads.
    await test.sql(`UPDATE incidents SET tlp = 'GREEN' WHERE id = $1`, [incident.id]);
    expect((await act(second, 'publication', asked.body)).status).toBe(409);
    await test.sql(`UPDATE incidents SET tlp = 'CLEAR' WHERE id = $1`, [incident.id]);
    const { body, status } = await act(second, 'publication', asked.body);
    expect(status).toBe(200);
    expect((await pageOf(body.number ?? '')).text).toContain(`#${incident.number}`);
    // And raised afterwards.
    await test.sql(`UPDATE incidents SET tlp = 'RED' WHERE id = $1`, [incident.id]);
    expect((await pageOf(body.number ?? '')).text).not.toContain(incident.number);
    expect((await anybody.get('/advisories.atom')).text).not.toContain(incident.number);
    await test.sql(`UPDATE incidents SET tlp = 'CLEAR' WHERE id = $1`, [incident.id]);
    const unknown = await edit(writer, body, { incidentId: '01890a5d-ac96-774b-bcce-b302099a8057' });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'advisory.incident_unknown']);
    const entries = (await timelineOf(writer, incident.id)).filter(({ type }) =>
      type.startsWith('advisory.'),
    );
    expect(entries.map(({ type, actor }) => [type, actor.name])).toEqual([
      ['advisory.linked', 'writer'],
      ['advisory.asked', 'writer'],
      ['advisory.published', 'second'],
    ]);
    const record = await test.service.app.get(Timeline).recordOf(incident.id);
    expect(record === null ? 'none' : verifyStream(record)).toEqual([]);
    const operator = await test.signUp('operator', { operator: 'registry-a' });
    const seen = await operator.get<{ items?: { type: string }[] }>(`incidents/${incident.id}/timeline`);
    expect((seen.body.items ?? []).filter(({ type }) => type.startsWith('advisory.'))).toEqual([]);
    expect((await operator.get('advisories')).status).toBe(403);
  });

  it('is corrected by two as well, says so, and keeps what it said', async () => {
    const first = await published();
    const better = await edit(writer, first, { body: 'The DS record of .aa was withdrawn.' });
    expect([better.status, better.body.isChanged, better.body.state]).toEqual([200, true, 'published']);
    expect((await pageOf(first.number)).text).toContain('Flush your caches.');
    const silent = await act(writer, 'publication', better.body);
    expect([silent.status, silent.body.code]).toEqual([400, 'advisory.correction_needed']);
    const asked = await act(writer, 'publication', better.body, {
      correction: 'It was the DS, not the key.',
    });
    const done = await act(second, 'publication', asked.body);
    expect([done.status, done.body.number]).toEqual([200, first.number]);
    expect(done.body.editions.map(({ edition, body }) => [edition, body])).toEqual([
      [2, 'The DS record of .aa was withdrawn.'],
      [1, TEXT.body],
    ]);
    const page = await pageOf(first.number);
    expect(page.text).toContain('was withdrawn.');
    expect(page.text).toContain('It was the DS, not the key.');
    expect(page.text).toContain('<dt>Updated</dt>');
    const again = await act(writer, 'publication', done.body, { correction: 'Nothing' });
    expect([again.status, again.body.code]).toEqual([409, 'advisory.nothing_new']);
  });

  it('is withdrawn by one, stays reachable with the reason, and spreads its text no more', async () => {
    const one = await published({ title: 'Never mind' });
    const gone = await act(writer, 'withdrawal', one, { reason: 'It named the wrong TLD.' });
    expect([gone.status, gone.body.state, gone.body.withdrawal?.reason]).toEqual([
      200,
      'withdrawn',
      'It named the wrong TLD.',
    ]);
    const page = await pageOf(one.number);
    expect([page.status, page.text.includes('It named the wrong TLD.')]).toEqual([200, true]);
    expect(page.text).not.toContain('Flush your caches');
    expect((await edit(writer, gone.body, { title: 'x' })).body.code).toBe('advisory.withdrawn');
    expect((await act(writer, 'publication', gone.body)).body.code).toBe('advisory.withdrawn');
    const draft = await drafted();
    const dropped = await act(second, 'withdrawal', draft, { reason: 'Not needed' });
    expect([dropped.status, dropped.body.number]).toEqual([200, null]);
  });

  it('is written down at each step', async () => {
    const { id } = await published();
    const rows = await test.sql<{ type: string; name: string }>(
      `SELECT type, actor->>'name' AS name FROM audit_entries WHERE subject_kind = 'advisory' AND subject_id = $1 ORDER BY at, id`,
      [id],
    );
    expect(rows).toEqual([
      { type: 'advisory.drafted', name: 'writer' },
      { type: 'advisory.asked', name: 'writer' },
      { type: 'advisory.published', name: 'second' },
    ]);
  });

  it('is in a feed that is asked for anew only when it changed', async () => {
    const { number } = await published();
    await later();
    const feed = await anybody.get('/advisories.atom');
    expect([feed.status, feed.headers.get('content-type')]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
    ]);
    const etag = feed.headers.get('etag') ?? '';
    const at = feed.headers.get('last-modified') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const asking = (headers: Record<string, string>) => statusOf('/advisories.atom', headers);
    expect(await asking({ 'if-none-match': etag })).toBe(304);
    expect(await asking({ 'if-modified-since': at })).toBe(304);
    expect(await asking({ 'if-none-match': '"another"' })).toBe(200);
    expect(feed.text).toContain(
      `<link rel="alternate" type="text/html" href="https://cert.example/advisories/${number}"`,
    );
    await published();
    await later();
    expect(await asking({ 'if-none-match': etag })).toBe(200);
  });

  itInBrowser('which an XML parser reads', async () => {
    await later();
    const page = await browser?.newPage();
    await page?.goto(`${test.url}/advisories`);
    const read = await page?.evaluate<
      Record<string, unknown>
    >(`fetch('/advisories.atom').then((answer) => answer.text()).then((text) => {
      const feed = new DOMParser().parseFromString(text, 'application/xml');
      const all = (parent, name) => [...parent.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name)];
      const one = (parent, name) => all(parent, name).map((each) => each.textContent)[0];
      const entries = all(feed, 'entry');
      return {
        error: feed.querySelector('parsererror')?.textContent ?? null,
        root: feed.documentElement.localName,
        incomplete: entries.filter((entry) => ['id', 'title', 'updated', 'published', 'content'].some((name) => all(entry, name).length !== 1)).length,
        ids: new Set(entries.map((entry) => one(entry, 'id'))).size - entries.length,
        tags: entries.filter((entry) => !/^tag:dns-cert\\.example,\\d{4}:advisories\\/A/.test(one(entry, 'id'))).length,
        newest: one(feed, 'updated') === entries.map((entry) => one(entry, 'updated')).sort().at(-1),
        content: one(entries[0], 'content'),
        withdrawn: entries.filter((entry) => one(entry, 'title').includes('Withdrawn: Never mind')).length,
      };
    })`);
    expect(read).toEqual({
      error: null,
      root: 'feed',
      incomplete: 0,
      ids: 0,
      tags: 0,
      newest: true,
      content: TEXT.body,
      withdrawn: 1,
    });
    await page?.close();
  });

  itInBrowser(
    'on pages that everybody can use: axe finds nothing in light and dark, and all fits a phone',
    async () => {
      if (browser === null) throw new Error('no browser');
      const gone = await published({ title: 'Taken back' });
      await act(writer, 'withdrawal', gone, { reason: 'Wrong' });
      const { number } = await published({ references: [`https://example.net/${'x'.repeat(300)}`] });
      const { page, context, faults } = await visitor(browser, test.url, null, { window: PHONE });
      const found: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of [
          '/',
          '/report?lang=fr',
          '/report?lang=en',
          '/advisories',
          `/advisories/${number}`,
          `/advisories/${gone.number}?lang=fr`,
          '/about/reports?lang=en',
          '/key',
          '/password-reset',
          '/nowhere',
        ]) {
          await page.goto(path);
          found.push(...(await accessibilityFaults(page)).map((fault) => `${path} ${colorScheme}: ${fault}`));
          if ((await tooWide(page)) > 0) found.push(`${path}: too wide`);
        }
      }
      await context.close();
      expect([...found, ...faults.filter((fault) => !/status of 404/.test(fault))]).toEqual([]);
    },
  );
});
