import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS } from '#libs/contracts';
import type { ExportFormat, TimelineEntryView } from '#libs/contracts';
import { openIncident } from './fixtures/casework.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const MEDIA: Record<ExportFormat, [type: string, ending: string]> = {
  'iodef-xml': ['application/xml; charset=utf-8', 'iodef.xml'],
  'iodef-json': ['application/json', 'iodef.json'],
  stix: ['application/stix+json;version=2.1', 'stix.json'],
  misp: ['application/json', 'misp.json'],
  csv: ['text/csv; charset=utf-8; header=present', 'csv'],
  markdown: ['text/markdown; charset=utf-8; variant=GFM', 'md'],
  json: ['application/json', 'json'],
};

describe(`an incident leaves in every format (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let staff: Api;
  let one: Api;
  let other: Api;
  let incident: { id: string; number: string };

  beforeAll(async () => {
    test = await TestService.start({
      env: { AUTO_NOTIFY: 'off', PUBLIC_URL: 'https://cert.dns-cert.example' },
    });
    await test.importOperators(
      ...['aa', 'bb', 'cc'].map((tld) => ({
        slug: `op-${tld}`,
        name: `Registry of .${tld}`,
        tlds: [tld],
        contacts: [{ email: `noc@op-${tld}.example`, role: 'security' }],
      })),
    );
    lead = await test.signUp('lead', { email: 'lead@staff.example', password: 'a long password' });
    staff = await test.signUp('responder', { email: 'duty@staff.example' });
    one = await test.signUp('operator', { operator: 'op-aa', email: 'duty@op-aa.example' });
    other = await test.signUp('operator', { operator: 'op-cc', email: 'duty@op-cc.example' });
    incident = await openIncident(
      test,
      staff,
      {
        summary: 'All name servers of two registries are down',
        description: 'What the CERT saw',
        kind: 'authoritative-outage',
        severity: 'high',
        tlp: 'AMBER+STRICT',
        resources: [
          { type: 'tld', value: 'aa' },
          { type: 'tld', value: 'bb' },
          { type: 'ip', value: '192.0.2.1' },
        ],
      },
      one,
    );
  });
  afterAll(() => test.stop());

  const take = (api: Api, format: string) => api.get(`incidents/${incident.id}/export?format=${format}`);

  it.each(EXPORT_FORMATS)(
    '%s is a file with a safe name, its label in it, and nothing a browser runs',
    async (format) => {
      const { status, headers, text } = await take(staff, format);
      const [type, ending] = MEDIA[format];
      expect([status, headers.get('content-type')]).toEqual([200, type]);
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="incident-${incident.number}-TLP-AMBER-STRICT.${ending}"`,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(text).toMatch(/TLP:AMBER\+STRICT|amber\+strict|"tlp": "AMBER\+STRICT"/);
      expect(text).toContain(incident.number);
      if (format !== 'csv') expect(text).toContain('All name servers of two registries are down');
    },
  );

  it('and the same facts are the same bytes', async () => {
    for (const format of EXPORT_FORMATS)
      expect([format, (await take(staff, format)).text]).toEqual([format, (await take(lead, format)).text]);
  });

  it('with all that staff see of it', async () => {
    const { body } = await take(staff, 'json');
    expect(body).toMatchObject({
      format: 'dns-cert-incident',
      publisher: { name: 'DNS-CERT', host: 'cert.dns-cert.example', email: 'cert@dns-cert.example' },
      incident: {
        id: incident.id,
        kind: { name: 'authoritative-outage', rsit: { first: 'availability', second: 'outage' } },
        severity: 'critical',
      },
      reports: [{ summary: 'All name servers of two registries are down', tlp: 'AMBER+STRICT' }],
      affected: [{ name: 'Registry of .aa' }, { name: 'Registry of .bb' }],
    });
    const { body: shown } = await staff.get<{ items: TimelineEntryView[] }>(
      `incidents/${incident.id}/timeline`,
    );
    // Where an entry stands in the log is asked of the service.
    expect(body['timeline']).toEqual(shown.items.map(({ log: _log, ...entry }) => entry));
  });

  it('with an operator’s own case alone where an operator takes it', async () => {
    for (const format of EXPORT_FORMATS) {
      const { status, text } = await take(one, format);
      expect([format, status]).toEqual([format, 200]);
      for (const trace of ['Registry of .bb', 'op-bb', 'bb.example', await test.operatorId('op-bb')])
        expect([format, text.includes(trace)]).toEqual([format, false]);
    }
    const { body } = await take(one, 'json');
    const { body: view } = await one.get(`incidents/${incident.id}`);
    expect(body).toMatchObject({
      incident: {
        title: view['title'],
        severity: view['severity'],
        tlp: view['tlp'],
        summary: '',
        tlds: ['aa'],
      },
      affected: [{ name: 'Registry of .aa', tlds: ['aa'] }],
    });
    const { body: timeline } = await one.get<{ items: unknown[] }>(`incidents/${incident.id}/timeline`);
    expect(body['timeline']).toEqual(timeline.items);
  });

  it('to nobody who may not see it, and only in formats that there are', async () => {
    const problem = (answer: Answer) => [answer.status, answer.body['code']];
    expect(problem(await take(other, 'json'))).toEqual([404, 'incident.not_found']);
    expect(problem(await take(await test.signUp('observer'), 'json'))).toEqual([403, 'access.forbidden']);
    expect(problem(await take(test.api(), 'json'))).toEqual([401, 'access.unauthenticated']);
    const submits = await test.signUp('responder', { scopes: ['report:submit'] });
    expect(problem(await take(submits, 'json'))).toEqual([403, 'access.forbidden']);
    for (const query of ['', '?format=pdf', '?format=json&as=op-bb', '?format=json&format=csv']) {
      const answer = await staff.get(`incidents/${incident.id}/export${query}`);
      expect([query, ...problem(answer)]).toEqual([query, 400, 'request.invalid']);
    }
    const words = await staff.get(`incidents/${incident.id}/export?format=pdf`);
    expect(words.text).toContain(EXPORT_FORMATS.join(', '));
  });

  it('under the narrowest label of what is in it', async () => {
    await test.sql(`UPDATE incidents SET tlp = 'GREEN' WHERE id = $1`, [incident.id]);
    const file = await take(staff, 'json');
    expect([file.body['tlp'], file.headers.get('content-disposition')]).toEqual([
      'AMBER+STRICT',
      expect.stringContaining('TLP-AMBER-STRICT'),
    ]);
    await test.sql(`UPDATE incidents SET tlp = 'AMBER+STRICT' WHERE id = $1`, [incident.id]);
  });

  it('and who took which bytes is written down', async () => {
    const fresh = await test.signUp('responder', { email: 'taker@staff.example' });
    const { text } = await take(fresh, 'stix');
    const inPerson = await test.signIn('lead@staff.example', 'a long password');
    const entries = async (type: string) =>
      (
        await inPerson.get<{
          items: { type: string; actor: { name: string }; subject: unknown; data: object }[];
        }>(`audit?type=${type}&limit=200`)
      ).body.items.filter(({ actor }) => actor.name === 'taker');
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await entries('incident.exported')).toMatchObject([
      {
        subject: { kind: 'incident', id: incident.id },
        data: { format: 'stix', label: 'AMBER+STRICT', sha256, via: 'token' },
      },
    ]);
    expect(await entries('sensitive.read')).toMatchObject([{ data: { what: 'export' } }]);
  });

  it('also when nothing but a report is known', async () => {
    const drill = await openIncident(test, staff, { summary: 'A drill of ours', exercise: true }, one);
    for (const format of EXPORT_FORMATS) {
      const answer = await staff.get(`incidents/${drill.id}/export?format=${format}`);
      expect([format, answer.status, answer.headers.get('content-disposition')]).toEqual([
        format,
        200,
        expect.stringMatching(/"exercise-/),
      ]);
    }
  });
});
