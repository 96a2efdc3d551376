/**
 * For tests alone: root zones that the project makes itself, the same for the same seed, in the order and with the
 * sharing that real ones have (servers shared by TLDs, addresses shared by servers, some TLDs unsigned).
 */

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface ZonePlan {
  seed: number;
  tlds: number;
  serial?: number;
  /** With NSEC records, as every real root zone since 2010; true when absent. */
  nsec?: boolean;
}

const BACK_ENDS = 6;

/** The text of a master file. */
export function zoneText({ seed, tlds, serial = 2026010100, nsec = true }: ZonePlan): string {
  const random = seeded(seed);
  const labels = makeLabels(random, tlds);
  const plans = labels.map((label) => ({
    label,
    hosts: makeHosts(random, label, labels),
    ds: makeSigners(random),
  }));
  const roots = ['a', 'b'].map((letter) => `${letter}.root-servers.net`);
  const hosts = new Set([...roots, ...plans.flatMap((plan) => plan.hosts)]);
  const glue = [...hosts].map((host) => ({ host, addresses: makeAddresses(random) }));
  const lines = [
    `.\t86400\tIN\tSOA\ta.root-servers.net. nstld.example. ${serial} 1800 900 604800 86400`,
    ...roots.map((root) => `.\t518400\tIN\tNS\t${root}.`),
    ...(nsec ? [`.\t86400\tIN\tNSEC\t${labels[0] ?? ''}. NS SOA RRSIG NSEC DNSKEY`] : []),
  ];
  plans.forEach((plan, index) => {
    for (const host of plan.hosts) lines.push(`${plan.label}.\t172800\tIN\tNS\t${host}.`);
    for (const ds of plan.ds) lines.push(`${plan.label}.\t86400\tIN\tDS\t${ds}`);
    if (nsec) lines.push(`${plan.label}.\t86400\tIN\tNSEC\t${labels[index + 1] ?? ''}. NS RRSIG NSEC`);
    for (const { host, addresses } of glue.filter((each) => each.host.endsWith(`.${plan.label}`)))
      for (const address of addresses)
        lines.push(`${host}.\t172800\tIN\t${address.includes(':') ? 'AAAA' : 'A'}\t${address}`);
  });
  return lines.join('\n') + '\n';
}

/** Chunks of `size` bytes, as a file or socket would give them. */
export async function* inChunks(bytes: Buffer | string, size = 65_536): AsyncGenerator<Buffer> {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  for (let at = 0; at < buffer.length; at += size) yield buffer.subarray(at, at + size);
}

function makeLabels(random: () => number, count: number): string[] {
  const labels = new Set(['net', 'nz']);
  while (labels.size < count) labels.add(word(random, 2 + Math.floor(random() * 6)));
  return [...labels].sort();
}

function makeHosts(random: () => number, label: string, labels: string[]): string[] {
  const hosts = new Set<string>();
  const count = 1 + Math.floor(random() * 5);
  while (hosts.size < count) {
    const number = 1 + Math.floor(random() * 4);
    const backEnd = `dns${Math.floor(random() * BACK_ENDS)}`;
    const elsewhere = labels[Math.floor(random() * labels.length)] ?? 'net';
    const kind = random();
    if (kind < 0.5) hosts.add(`ns${number}.${backEnd}.net`);
    else if (kind < 0.8) hosts.add(`ns${number}.nic.${label}`);
    else hosts.add(`ns${number}.${backEnd}.${elsewhere}`);
  }
  return [...hosts].sort();
}

function makeSigners(random: () => number): string[] {
  const count = Math.floor(random() * 3);
  return Array.from({ length: count }, () => {
    const type = random() < 0.2 ? 1 : 2;
    const digest = Array.from({ length: type === 1 ? 40 : 64 }, () => hexDigit(random)).join('');
    return `${Math.floor(random() * 65_536)} ${random() < 0.5 ? 8 : 13} ${type} ${digest.toUpperCase()}`;
  });
}

/** From small pools (RFC 5737, RFC 3849), so that servers share addresses and prefixes now and then. */
function makeAddresses(random: () => number): string[] {
  const addresses = new Set<string>();
  const nets = ['192.0.2', '198.51.100', '203.0.113'];
  if (random() < 0.9) addresses.add(`${nets[Math.floor(random() * 3)] ?? ''}.${Math.floor(random() * 200)}`);
  if (random() < 0.6 || addresses.size === 0)
    addresses.add(`2001:db8:${Math.floor(random() * 30).toString(16)}::${Math.floor(1 + random() * 8)}`);
  return [...addresses];
}

function word(random: () => number, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
}

function hexDigit(random: () => number): string {
  return Math.floor(random() * 16).toString(16);
}
