import { expect, it } from '@jest/globals';
import { withheldFirst, withheldReasons } from './withheld.ts';

it('tells each reason once, the most frequent first, and shows what is withheld first', () => {
  const deliveries = [
    { willBeSent: true, why: 'signed' },
    { willBeSent: false, why: 'no contact' },
    { willBeSent: false, why: 'needs a key' },
    { willBeSent: false, why: 'needs a key' },
  ];
  expect(withheldReasons(deliveries)).toEqual([
    { why: 'needs a key', count: 2 },
    { why: 'no contact', count: 1 },
  ]);
  expect(withheldFirst(deliveries).map(({ willBeSent }) => willBeSent)).toEqual([false, false, false, true]);
});
