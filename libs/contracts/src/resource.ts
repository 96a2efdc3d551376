import { z } from 'zod';
import { hostName, tldLabel } from './names.ts';
import { singleLine } from './text.ts';

export const RESOURCE_TYPES = [
  'tld',
  'nameserver',
  'domain',
  'ip',
  'prefix',
  'asn',
  'ds',
  'dnssec_algorithm',
  'digest_type',
  'url',
  'other',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** What a report is about. `value` is canonical: names as A-labels, addresses in RFC 5952 form, AS numbers without `AS`. */
export interface Resource {
  type: ResourceType;
  value: string;
}

const address = z
  .union([z.ipv4(), z.ipv6()], { error: 'must be an IPv4 or IPv6 address' })
  .transform(canonicalAddress);
const prefix = z
  .union([z.cidrv4(), z.cidrv6()], {
    error: 'must be an address prefix, for example 192.0.2.0/24 or 2001:db8::/48',
  })
  .transform((text) => {
    const [base = '', bits = ''] = text.split('/');
    return `${networkOf(canonicalAddress(base), Number(bits))}/${Number(bits)}`;
  });
const asn = z
  .string()
  .regex(/^(AS)?\d{1,10}$/i, 'must be an AS number, for example AS64496')
  .transform((text) => text.replace(/^AS/i, ''))
  .refine((text) => Number(text) <= 4_294_967_295, 'must be an AS number of at most 32 bits')
  .transform((text) => String(Number(text)));
const ds = z
  .string()
  .refine(isDsRecord, 'must be a DS record: key tag, algorithm, digest type, digest in hex')
  .transform((text) => {
    const [tag = '', algorithm = '', type = '', ...digest] = text.trim().split(/\s+/);
    return `${Number(tag)} ${Number(algorithm)} ${Number(type)} ${digest.join('').toUpperCase()}`;
  });
const octet = z
  .string()
  .regex(/^\d{1,3}$/, 'must be a number from 0 to 255')
  .refine((text) => Number(text) <= 255, 'must be a number from 0 to 255')
  .transform((text) => String(Number(text)));
const webAddress = singleLine(1, 2_000).refine((text) => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}, 'must be an http or https address');

const VALUE: Record<ResourceType, z.ZodType<string, string>> = {
  tld: tldLabel,
  nameserver: hostName,
  domain: hostName,
  ip: address,
  prefix,
  asn,
  ds,
  dnssec_algorithm: octet,
  digest_type: octet,
  url: webAddress,
  other: singleLine(1, 500),
};

/** RFC 4034 section 5.3: the digest may be written with blanks. */
function isDsRecord(text: string): boolean {
  const [, tag, algorithm, type, digest = ''] =
    /^\s*(\d{1,5})\s+(\d{1,3})\s+(\d{1,3})\s+([0-9a-f\s]+)$/i.exec(text) ?? [];
  return (
    Number(tag) <= 65_535 &&
    Number(algorithm) <= 255 &&
    Number(type) <= 255 &&
    digest.replace(/\s/g, '').length % 2 === 0
  );
}

/** RFC 5952 for IPv6 (URL hosts are written so), dotted decimal for IPv4. */
export function canonicalAddress(text: string): string {
  return text.includes(':') ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;
}

/** The address with the bits behind its prefix length cleared: `192.0.2.1/24` means the network 192.0.2.0. */
function networkOf(address: string, bits: number): string {
  const isV6 = address.includes(':');
  const [base, width, groups] = isV6 ? [16, 16, groupsOf(address)] : [10, 8, address.split('.')];
  const cleared = groups.map((group, index) => {
    const kept = Math.min(Math.max(bits - index * width, 0), width);
    return ((parseInt(group, base) >> (width - kept)) << (width - kept)).toString(base);
  });
  return isV6 ? canonicalAddress(cleared.join(':')) : cleared.join('.');
}

/** The eight groups of an IPv6 address in canonical form. */
function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

const resourceOf = (type: ResourceType) =>
  z.strictObject({ type: z.literal(type), value: singleLine(1, 2_000).pipe(VALUE[type]) });
const [first, ...others] = RESOURCE_TYPES;

/** By its type, so that a faulty value is named beside a field too many. */
export const resource = z.discriminatedUnion('type', [resourceOf(first), ...others.map(resourceOf)], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null ? `must be one of ${RESOURCE_TYPES.join(', ')}` : undefined,
});

export { webAddress };
