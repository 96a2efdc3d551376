import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PageView, RegulatorDraftView, TimelineEntryView } from '#libs/contracts';
import { REGULATOR_DRAFTS } from '#libs/contracts';
import { openIncident } from './fixtures/casework.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

describe(`a draft for the regulator invents nothing (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let incidentId: string;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      ...['aa', 'bb'].map((tld) => ({
        slug: `registry-${tld}`,
        name: `Registry of .${tld}`,
        tlds: [tld],
        contacts: [{ email: `noc@registry-${tld}.example`, role: 'security' }],
      })),
    );
    staff = await test.signUp('responder');
    const opened = await openIncident(test, staff, {
      summary: 'Name servers of two registries do not answer',
      kind: 'authoritative-outage',
      severity: 'critical',
      resources: [
        { type: 'tld', value: 'aa' },
        { type: 'tld', value: 'bb' },
      ],
    });
    incidentId = opened.id;
    await test.settled();
  });
  afterAll(() => test.stop());

  const draft = async (kind: string, query = '') =>
    (await staff.get<RegulatorDraftView>(`incidents/${incidentId}/regulator-drafts/${kind}${query}`)).body;

  it.each(REGULATOR_DRAFTS)(
    '%s: each sentence stands in an entry of the record, by place and hash',
    async (kind) => {
      const { items } = (await staff.get<PageView<TimelineEntryView>>(`incidents/${incidentId}/timeline`))
        .body;
      const { sections, incident } = await draft(kind);
      expect(incident.id).toBe(incidentId);
      const sources = sections.flatMap(({ sentences }) => sentences.flatMap((one) => one.sources));
      for (const { index, leafHash, type, at } of sources)
        expect(items.find((entry) => entry.index === index)).toMatchObject({ leafHash, type, at });
      for (const { sentences, missing } of sections)
        expect(sentences.length + missing.length).toBeGreaterThan(0);
    },
  );

  it('of one operator without a word of another', async () => {
    const all = JSON.stringify(await draft('final'));
    expect(all).toContain('Registry of .aa');
    expect(all).toContain('Registry of .bb');
    const own = JSON.stringify(await draft('final', '?operator=registry-aa'));
    expect(own).toContain('Registry of .aa');
    expect(own).not.toContain('.bb');
  });

  it('in the language that is asked for, or that its reader has, each sentence from the same entries', async () => {
    const path = `incidents/${incidentId}/regulator-drafts/final`;
    const english = await draft('final');
    const french = await draft('final', '?language=fr');
    const sourcesOf = ({ sections }: RegulatorDraftView) =>
      sections.map(({ sentences, missing }) => [sentences.map((one) => one.sources), missing.length]);
    expect(sourcesOf(french)).toEqual(sourcesOf(english));
    expect([french.language, french.title]).toEqual(['fr', 'Rapport final']);
    const said = JSON.stringify(french.sections);
    expect(said).toContain('Panne de serveurs faisant autorité');
    expect(said).toContain('de gravité critique');
    const asReader = await staff.get<RegulatorDraftView>(path, { 'accept-language': 'fr' });
    expect(asReader.body.sections).toEqual(french.sections);
    const onPaper = await staff.get(`${path}/document?language=fr`);
    expect(onPaper.text).toContain('Manque\u00a0: ');
    expect(onPaper.headers.get('content-language')).toBe('fr');
    expect((await staff.get(`${path}?language=de`)).status).toBe(400);
  });

  it('as a page for paper, and for nobody but the people of the CERT', async () => {
    const path = `incidents/${incidentId}/regulator-drafts/early-warning`;
    const { text, headers } = await staff.get(`${path}/document`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|<style|style=/);
    expect(text).toContain('Missing: ');
    const operator = await test.signUp('operator', { operator: 'registry-aa' });
    expect((await operator.get(path)).status).toBe(403);
    expect((await staff.get(`incidents/${incidentId}/regulator-drafts/late`)).status).toBe(404);
    expect((await staff.get(`${path}?operator=nobody`)).status).toBe(400);
  });
});
