import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parsePromises } from '#libs/incidents';
import { embargoDuty } from './embargo.ts';
import { promisedDuties } from './own-promises.ts';
import type { PromiseFacts } from './own-promises.ts';
import { recoveryTailDuty } from './recovery-tail.ts';
import { allInWords } from '../words/in-words.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000);
const promises = parsePromises(
  JSON.parse(readFileSync(new URL('../../../../config/promises.json', import.meta.url), 'utf8')),
);
const operator = {
  operatorId: 'a',
  name: 'Registry A',
  severity: 'critical' as const,
  cameAt: at(0),
  toldAt: null,
  settledAt: null,
  leftAt: null,
};
const facts = (more: Partial<PromiseFacts> = {}): PromiseFacts => ({
  state: 'new',
  severity: 'critical',
  openedAt: at(0),
  takenUpAt: null,
  closedAt: null,
  operators: [operator],
  ...more,
});
const shown = (given: PromiseFacts) =>
  promisedDuties(promises, given).map(({ kind, startedAt, dueAt, stoppedAt }) => [
    kind,
    startedAt,
    dueAt,
    stoppedAt,
  ]);

describe('what we promise of an incident', () => {
  it('is a person in 15 minutes and a notice in 30, of a critical one', () => {
    expect(shown(facts())).toEqual([
      ['triage', at(0), at(15), null],
      ['first_notice', at(0), at(30), null],
    ]);
    expect(shown(facts({ severity: 'medium', operators: [] }))).toEqual([['triage', at(0), at(480), null]]);
    expect(shown(facts({ severity: 'info', operators: [] }))).toEqual([]);
  });

  it('is an answer, from the notice on', () => {
    const told = { ...operator, toldAt: at(3) };
    expect(shown(facts({ takenUpAt: at(2), operators: [told] }))).toEqual([
      ['triage', at(0), at(15), at(2)],
      ['first_notice', at(0), at(30), at(3)],
      ['answer', at(3), at(63), null],
    ]);
    expect(shown(facts({ operators: [{ ...told, settledAt: at(9) }] })).at(-1)).toEqual([
      'answer',
      at(3),
      at(63),
      at(9),
    ]);
  });

  it('is an answer by the severity that the operator knows, whatever others reported since', () => {
    const told = { ...operator, severity: 'high' as const, toldAt: at(3) };
    expect(shown(facts({ operators: [told] })).at(-1)).toEqual(['answer', at(3), at(243), null]);
  });

  it('asks nothing of one that spoke first, nor when all is over', () => {
    expect(
      shown(facts({ takenUpAt: at(1), operators: [{ ...operator, settledAt: at(0), toldAt: at(3) }] })).map(
        ([kind]) => kind,
      ),
    ).toEqual(['triage', 'first_notice']);
    expect(shown(facts({ closedAt: at(5) })).map((one) => one[3])).toEqual([at(5), at(5)]);
    expect(shown(facts({ operators: [{ ...operator, leftAt: at(6) }] }))[1]?.[3]).toEqual(at(6));
  });

  it('says why', () => {
    expect(allInWords(promisedDuties(promises, facts())[1]?.why ?? [], 'en')).toEqual([
      'Registry A came into the incident Sun 2026-03-01 00:00:00 UTC.',
      'An operator that a critical incident touches is told within 30 minutes.',
    ]);
  });
});

describe('an embargo', () => {
  it('says its hour, its zone, and the hour in UTC', () => {
    const duty = embargoDuty({
      setAt: at(0),
      until: new Date('2026-10-25T01:30:00Z'),
      zone: 'Europe/Vienna',
      twice: true,
      setBy: 'Lead',
      reason: 'the fix is published then',
      liftedAt: null,
    });
    expect(allInWords(duty.why, 'en')).toEqual([
      'Lead set an embargo until Sun 2026-10-25 02:30:00 +01:00 Europe/Vienna, which is Sun 2026-10-25 01:30:00 UTC: the fix is published then',
      'Clocks are put back then and that hour is there twice; the later one counts.',
    ]);
  });
});

describe('the recovery tail', () => {
  const recovered = {
    operatorId: 'a',
    name: 'Registry A',
    recoveredAt: at(0),
    signaturesUntil: [] as Date[],
  };
  const ttls = [
    { what: '.aa NS', seconds: 172_800 },
    { what: '.aa DS', seconds: 86_400 },
  ];

  it.each([
    ['the largest TTL', ttls, [], at(2_880)],
    ['the end of the last wrong signature, where that comes first', ttls, [at(60), at(600)], at(600)],
    ['not a signature that ends later', ttls, [at(5_000)], at(2_880)],
    ['a week at most', [{ what: '.aa NS', seconds: 30 * 86_400 }], [], at(7 * 1_440)],
  ])('lasts for %s', (_what, given, signaturesUntil, dueAt) => {
    expect(recoveryTailDuty({ ...recovered, ttls: given, signaturesUntil })?.dueAt).toEqual(dueAt);
  });

  it('is not told where nothing is known of it', () => {
    expect(recoveryTailDuty({ ...recovered, ttls: [] })).toBeNull();
  });
});
