import type { TldKind } from '#libs/contracts';

/** Kinds as the IANA root zone database lists them; a two-letter label is a country code (RFC 1591, ISO 3166). */
const SPONSORED = new Set('aero asia cat coop edu gov int jobs mil museum post tel travel xxx'.split(' '));
const RESTRICTED = new Set('biz name pro'.split(' '));

/**
 * The kind of a TLD by its label, or null where the label does not tell: a label in A-form (`xn--…`) may belong to a country
 * or be generic.
 */
export function tldKindOf(label: string): TldKind | null {
  if (/^[a-z]{2}$/.test(label)) return 'country-code';
  if (label === 'arpa') return 'infrastructure';
  if (SPONSORED.has(label)) return 'sponsored';
  if (RESTRICTED.has(label)) return 'generic-restricted';
  if (label.startsWith('xn--')) return null;
  return label === 'test' || label === 'example' || label === 'invalid' || label === 'localhost'
    ? 'test'
    : 'generic';
}
