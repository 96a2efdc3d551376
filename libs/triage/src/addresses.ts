import ipaddr from 'ipaddr.js';
import type { Resource } from '#libs/contracts';

/** An address or prefix as the bits it fixes, with its family in front: `6:0010…`. A prefix contains what begins with it. */
export function networkBits({ type, value }: Resource): string | null {
  if (type !== 'ip' && type !== 'prefix') return null;
  const [address = '', length] = value.split('/');
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.parse(address);
  const bits = parsed
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return `${parsed.kind()}:${bits.slice(0, length === undefined ? bits.length : Number(length))}`;
}

/** The networks of one side that lie within a network of the other, or are the same. */
export function containedNetworks(inner: readonly Resource[], outer: readonly Resource[]): Resource[] {
  const networks = new Set(outer.map(networkBits).filter((bits) => bits !== null));
  // One look-up per prefix length in use: a thousand addresses against a thousand prefixes stay cheap.
  const lengths = [...new Set([...networks].map((bits) => bits.length))];
  return inner.filter((resource) => {
    const bits = networkBits(resource);
    return bits !== null && lengths.some((length) => networks.has(bits.slice(0, length)));
  });
}
