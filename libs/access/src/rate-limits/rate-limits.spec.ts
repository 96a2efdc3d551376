import { describe, expect, it } from '@jest/globals';
import { Allowances } from './allowances.ts';
import { gathered } from './gathered.ts';

/** As the database counts: what was asked for is added up, whoever asked. */
function database() {
  const used = new Map<string, number>();
  return (asked: { subject: string; limit: number }[]) => {
    const blocks = gathered(asked);
    const left = [...blocks].map(([subject, each]) => {
      used.set(subject, (used.get(subject) ?? 0) + each.block);
      return each.settle(used.get(subject) ?? 0, 30_500);
    });
    const grants = asked.map(({ subject }) => blocks.get(subject)?.next());
    return { left, given: grants.filter((grant) => grant?.isGiven).length, grants };
  };
}
const times = (count: number, subject: string, limit: number) =>
  Array.from({ length: count }, () => ({ subject, limit }));

describe('requests of a minute', () => {
  it('are taken a sixtieth at a time, and never more than there are', () => {
    const ask = database();
    let given = 0;
    const statements = Array.from({ length: 70 }, () => {
      const { left, given: now } = ask(times(1, 'a', 600));
      given += now + (left[0] ?? 0);
      return now;
    });
    expect(given).toBe(600);
    expect(statements.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 1));
    expect(statements.slice(60).every((now) => now === 0)).toBe(true);
  });

  it.each([1, 7, 59, 60, 61, 119, 1_000])(
    'of %p a minute are exactly as many, however they come',
    (limit) => {
      for (const together of [1, 3, 50]) {
        const ask = database();
        let given = 0;
        for (let done = 0; done < limit * 2 + together; done += together) {
          const { left, given: now } = ask(times(together, 'a', limit));
          given += now + (left[0] ?? 0);
        }
        expect([limit, together, given]).toEqual([limit, together, limit]);
      }
    },
  );

  it('are counted for each subject apart, and the refused are told when there are new ones', () => {
    const { given, grants } = database()([...times(3, 'a', 2), ...times(3, 'b', 1)]);
    expect(given).toBe(3);
    expect(grants.map((grant) => grant?.isGiven)).toEqual([true, true, false, true, false, false]);
    expect(grants[5]?.seconds).toBe(31);
  });

  it('are spent from memory until their minute is over', () => {
    let now = 0;
    const allowances = new Allowances(() => now);
    allowances.keep('a', 2, 60_000);
    allowances.keep('a', 1, 60_003);
    expect([1, 2, 3, 4].map(() => allowances.spend('a'))).toEqual([true, true, true, false]);
    allowances.keep('a', 5, 60_000);
    now = 60_000;
    expect(allowances.spend('a')).toBe(false);
    allowances.keep('a', 1, 120_000);
    expect([1, 2].map(() => allowances.spend('a'))).toEqual([true, false]);
  });

  it('of very many subjects take no more memory than of some', () => {
    let now = 0;
    const allowances = new Allowances(() => now);
    for (let subject = 0; subject < 20_000; subject += 1) allowances.keep(`old ${subject}`, 1, 60_000);
    now = 60_000;
    allowances.keep('new', 1, 120_000);
    expect([allowances.spend('old 19999'), allowances.spend('new')]).toEqual([false, true]);
    for (let subject = 0; subject < 40_000; subject += 1) allowances.keep(`flood ${subject}`, 1, 120_000);
    expect([allowances.spend('flood 0'), allowances.spend('flood 39999')]).toEqual([false, true]);
  });
});
