import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resource, RESOURCE_TYPES } from './resource.ts';

const read = (type: string, value: unknown) => resource.safeParse({ type, value });
const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });

/** The bits of an address, by the slow and obvious way. */
function bitsOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

describe('a resource', () => {
  it('is canonical once read, whatever was given', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.ipV4Extended(),
      fc.ipV6(),
      fc.domain(),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...RESOURCE_TYPES), anything, (type, value) => {
        const once = read(type, value);
        if (once.success) expect(resource.parse(once.data)).toEqual(once.data);
      }),
      { numRuns: 3_000 },
    );
  });

  it('that is an IPv6 address is kept in one form only', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const kept = read('ip', address);
        // What fast-check writes with an IPv4 tail is an address as well.
        expect(kept.success).toBe(true);
        const value = kept.success ? kept.data.value : '';
        expect(value).toBe(value.toLowerCase());
        expect(read('ip', address.toUpperCase())).toEqual(kept);
      }),
    );
  });

  it('that is a prefix names its network: the bits behind the length are nought, those before as given', () => {
    const v4 = fc.tuple(
      octets.map((each) => each.join('.')),
      fc.integer({ min: 0, max: 32 }),
    );
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const v6 = fc.tuple(
      fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
      fc.integer({ min: 0, max: 128 }),
    );
    fc.assert(
      fc.property(fc.oneof(v4, v6), ([address, length]) => {
        const kept = resource.parse({ type: 'prefix', value: `${address}/${length}` });
        const [network = '', bits] = kept.value.split('/');
        const given = bitsOf(address);
        expect(Number(bits)).toBe(length);
        expect(bitsOf(network)).toBe(given.slice(0, length).padEnd(given.length, '0'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is an AS number is of 32 bits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 9_999_999_999n }),
        fc.constantFrom('', 'AS', 'as'),
        (number, mark) => {
          const kept = read('asn', `${mark}${number}`);
          expect(kept.success).toBe(number < 4_294_967_296n);
          if (kept.success) expect(kept.data.value).toBe(String(number));
        },
      ),
    );
  });
});
