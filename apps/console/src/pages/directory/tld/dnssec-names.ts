/** IANA registry of DNSSEC algorithm numbers. */
const ALGORITHMS: Record<number, string> = {
  5: 'RSASHA1',
  7: 'RSASHA1-NSEC3-SHA1',
  8: 'RSASHA256',
  10: 'RSASHA512',
  12: 'ECC-GOST',
  13: 'ECDSAP256SHA256',
  14: 'ECDSAP384SHA384',
  15: 'ED25519',
  16: 'ED448',
};
/** IANA registry of DS digest types. */
const DIGESTS: Record<number, string> = { 1: 'SHA-1', 2: 'SHA-256', 3: 'GOST R 34.11-94', 4: 'SHA-384' };

const named = (names: Record<number, string>, number: number) =>
  names[number] === undefined ? String(number) : `${number} ${names[number]}`;

export const algorithmName = (number: number): string => named(ALGORITHMS, number);
export const digestName = (number: number): string => named(DIGESTS, number);
