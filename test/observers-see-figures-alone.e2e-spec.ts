import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { file } from './fixtures/casework.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Month {
  month: string;
  cells: { kind: string; severity: string; incidents: number }[];
  other: number | null;
  total: number | null;
}
interface Threats {
  fewest: number;
  items: Month[];
}

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'];
const MONTH = 32 * 86_400;

describe(`observers see figures alone (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let observer: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off' } });
    await test.importOperators(
      ...LETTERS.map((letter) => ({
        slug: `op-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@op-${letter}.example`, role: 'security' }],
      })),
    );
    staff = await test.signUp('responder');
    observer = await test.signUp('observer');
    const outage = (letter: string) => ({
      summary: `All name servers of .${letter}${letter} are down`,
      kind: 'authoritative-outage',
      severity: 'high',
      resources: [{ type: 'tld', value: `${letter}${letter}` }],
    });
    for (const letter of LETTERS) await file(staff, outage(letter));
    await file(staff, {
      summary: 'The account at the registrar was taken over',
      kind: 'registrar-account-compromise',
      severity: 'critical',
      resources: [{ type: 'tld', value: 'aa' }],
    });
    for (const letter of LETTERS) await file(staff, { ...outage(letter), exercise: true });
    await test.settled();
  });
  afterAll(() => test.stop());

  const threats = async (api: Api, query = '') => (await api.get<Threats>(`stats/threats${query}`)).body;

  it('and responders all of them, exercises never', async () => {
    const { fewest, items } = await threats(staff);
    expect(fewest).toBe(1);
    expect(items).toHaveLength(12);
    const [now] = items;
    expect(now?.total).toBe(7);
    expect(now?.cells.map(({ kind, incidents }) => [kind, incidents]).sort()).toEqual([
      ['authoritative-outage', 6],
      ['registrar-account-compromise', 1],
    ]);
    expect(items.slice(1).every(({ total, cells }) => total === 0 && cells.length === 0)).toBe(true);
  });

  it('of whole months, and of no cell with fewer than five operators, nor what would give it away', async () => {
    const before = await threats(observer);
    expect(
      before.items.every(({ total, cells, other }) => total === null && other === null && cells.length === 0),
    ).toBe(true);
    await test.jump(MONTH);
    const { fewest, items } = await threats(observer, '?months=3');
    expect(fewest).toBe(5);
    expect(items.map(({ total, other, cells }) => [total, other, cells])).toContainEqual([7, 7, []]);
    expect(JSON.stringify(items)).not.toContain('registrar');
    // Once the lonely one is gone, there is nothing to be hidden.
    await test.sql(`UPDATE incidents SET state = 'rejected' WHERE kind = 'registrar-account-compromise'`);
    const after = (await threats(observer, '?months=3')).items.find(({ total }) => total !== null);
    expect(after).toMatchObject({
      total: 6,
      other: null,
      cells: [{ kind: 'authoritative-outage', incidents: 6 }],
    });
  });

  it('and nothing else of the whole service', async () => {
    const document = await test.api().get<{ paths: Record<string, object> }>('/api/openapi.json');
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.body.paths)) {
      if (!('get' in methods) || !path.startsWith('/api/v1/')) continue;
      const { status } = await observer.get(
        path.replaceAll(/\{\w+\}/g, '01890a5d-ac96-774b-bcce-b302099a8057'),
      );
      if (status === 200) open.push(path);
    }
    // Whatever is added here is about the observer's own account, or has no operator in it.
    expect(open.sort()).toEqual([
      '/api/v1/account',
      '/api/v1/events',
      '/api/v1/evidence',
      '/api/v1/evidence/csv',
      '/api/v1/evidence/document',
      '/api/v1/kinds',
      // Hashes alone.
      '/api/v1/record/checkpoint',
      '/api/v1/record/entries',
      '/api/v1/session',
      '/api/v1/stats/response-times',
      '/api/v1/stats/threats',
    ]);
  });

  it('which an operator does not see', async () => {
    const operator = await test.signUp('operator', { operator: 'op-a' });
    expect((await operator.get('stats/threats')).status).toBe(403);
    for (const query of ['?months=0', '?months=61', '?since=2026-01-01', '?months=x'])
      expect([query, (await observer.get(`stats/threats${query}`)).status]).toEqual([query, 400]);
  });
});
