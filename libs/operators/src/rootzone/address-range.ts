import ipaddr from 'ipaddr.js';

interface Placed<T> {
  bits: bigint;
  thing: T;
}

/** Things of known address, both families in order, so that a prefix of any length is one search in a sorted list. */
export class AddressRange<T> {
  private readonly sorted: Record<'ipv4' | 'ipv6', Placed<T>[]> = { ipv4: [], ipv6: [] };

  constructor(things: Iterable<[address: string, thing: T]>) {
    for (const [address, thing] of things) {
      const parsed = ipaddr.parse(address);
      this.sorted[parsed.kind()].push({ bits: bitsOf(parsed), thing });
    }
    for (const list of Object.values(this.sorted)) list.sort((a, b) => (a.bits < b.bits ? -1 : 1));
  }

  /** What lies inside `prefix` (`192.0.2.0/24`); host bits that are set in it are ignored. */
  within(prefix: string): T[] {
    const [base, length] = ipaddr.parseCIDR(prefix);
    const list = this.sorted[base.kind()];
    const hostBits = BigInt((base.kind() === 'ipv4' ? 32 : 128) - length);
    const first = (bitsOf(base) >> hostBits) << hostBits;
    const past = first + (1n << hostBits);
    return list.slice(firstFrom(list, first), firstFrom(list, past)).map((placed) => placed.thing);
  }
}

function bitsOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  const hex = address.toByteArray().map((byte) => byte.toString(16).padStart(2, '0'));
  return BigInt(`0x${hex.join('')}`);
}

/** Index of the first entry not below `bits`. */
function firstFrom(list: Placed<unknown>[], bits: bigint): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.bits ?? bits) < bits) low = middle + 1;
    else high = middle;
  }
  return low;
}
