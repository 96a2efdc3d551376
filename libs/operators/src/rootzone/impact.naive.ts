import type { ImpactReason, Resource, TldImpact } from '#libs/contracts';
import type { DelegationSigner, RootZone } from './delegation.ts';

/**
 * The oracle of `ImpactIndex`, for tests alone: the definition of an impact written out a second time, with loops over
 * the zone in place of indexes, and nothing shared but types. It is meant to be read, not to be quick.
 */
export function naiveImpact(zone: RootZone, resources: Resource[]): TldImpact[] {
  const answer: TldImpact[] = [];
  for (const tld of spelledOut(zone)) {
    const reasons: ImpactReason[] = [];
    for (const resource of resources) explain(tld, resource, reasons);
    if (reasons.length > 0) answer.push(describe(tld, resources, orderly(reasons)));
  }
  const order = ['all_servers', 'some_servers', 'name_dependency'];
  return order.flatMap((rank) =>
    answer.filter((impact) => impact.class === rank).sort((a, b) => compare(a.label, b.label)),
  );
}

interface SpelledOut {
  label: string;
  ds: DelegationSigner[];
  servers: { name: string; addresses: string[] }[];
}

const spelled = new WeakMap<RootZone, SpelledOut[]>();

/** The zone with the addresses written beside each server: no index, it only spares millions of look-ups. */
function spelledOut(zone: RootZone): SpelledOut[] {
  const list =
    spelled.get(zone) ??
    zone.tlds.map(({ label, ds, nameservers }) => ({
      label,
      ds,
      servers: nameservers.map((name) => ({ name, addresses: zone.glue.get(name) ?? [] })),
    }));
  spelled.set(zone, list);
  return list;
}

function explain(tld: SpelledOut, resource: Resource, reasons: ImpactReason[]): void {
  if (failsAsTld(tld, resource)) reasons.push({ resource, via: tld.label });
  else if (isTop(resource) && resource.value === '.') reasons.push({ resource, via: '.' });
  else if (isTop(resource)) {
    for (const { name } of tld.servers)
      if (name === resource.value || name.endsWith('.' + resource.value))
        reasons.push({ resource, via: name });
  } else if (resource.type === 'ip' || resource.type === 'prefix') {
    for (const { name, addresses } of tld.servers)
      for (const address of addresses)
        if (coversAddress(resource, address)) reasons.push({ resource, via: name + ' ' + address });
  } else if (resource.type === 'nameserver' || resource.type === 'domain') {
    for (const { name } of tld.servers) if (coversName(resource, name)) reasons.push({ resource, via: name });
  } else {
    for (const ds of tld.ds)
      if (coversSigner(resource, ds))
        reasons.push({ resource, via: ['DS', ds.keyTag, ds.algorithm, ds.digestType].join(' ') });
  }
}

function describe(tld: SpelledOut, resources: Resource[], reasons: ImpactReason[]): TldImpact {
  const gone = resources.some((resource) => failsAsTld(tld, resource));
  const down = tld.servers.filter((server) => gone || isDown(server, resources));
  const lost = (address: string) =>
    resources.some((resource) => coversAddress(resource, address)) ||
    tld.servers.every((server) => down.includes(server) || !server.addresses.includes(address));
  const all = [...new Set(tld.servers.flatMap((server) => server.addresses))];
  const v4 = all.filter((address) => !address.includes(':'));
  const v6 = all.filter((address) => address.includes(':'));
  const ipv4 = { hit: v4.filter(lost).length, total: v4.length };
  const ipv6 = { hit: v6.filter(lost).length, total: v6.length };
  const signers = tld.ds.filter((ds) => resources.some((resource) => coversSigner(resource, ds)));
  const noServer = down.length === tld.servers.length;
  const noValidation = tld.ds.length > 0 && signers.length === tld.ds.length;
  const something = down.length > 0 || ipv4.hit > 0 || ipv6.hit > 0 || signers.length > 0;
  return {
    label: tld.label,
    class: noServer || noValidation ? 'all_servers' : something ? 'some_servers' : 'name_dependency',
    servers: { hit: down.length, total: tld.servers.length },
    ipv4,
    ipv6,
    reasons,
  };
}

function isDown(server: SpelledOut['servers'][number], resources: Resource[]): boolean {
  if (resources.some((resource) => coversName(resource, server.name))) return true;
  if (server.addresses.length === 0) return false;
  for (const address of server.addresses)
    if (!resources.some((resource) => coversAddress(resource, address))) return false;
  return true;
}

function isTop(resource: Resource): boolean {
  if (resource.type === 'tld') return true;
  return resource.type === 'domain' && (resource.value === '.' || resource.value.split('.').length === 1);
}

function failsAsTld(tld: SpelledOut, resource: Resource): boolean {
  return isTop(resource) && resource.value === tld.label;
}

function coversName(resource: Resource, name: string): boolean {
  if (resource.type === 'nameserver') return name === resource.value;
  if (resource.type !== 'domain' || isTop(resource)) return false;
  return name === resource.value || name.endsWith('.' + resource.value);
}

function coversAddress(resource: Resource, address: string): boolean {
  if (resource.type === 'ip') return resource.value === address;
  if (resource.type !== 'prefix') return false;
  const wanted = prefixDigits(resource.value);
  return (wanted.family === 6) === address.includes(':') && digits(address).startsWith(wanted.digits);
}

function coversSigner(resource: Resource, ds: DelegationSigner): boolean {
  if (resource.type === 'dnssec_algorithm') return resource.value === ds.algorithm.toString();
  if (resource.type === 'digest_type') return resource.value === ds.digestType.toString();
  if (resource.type !== 'ds') return false;
  return resource.value === [ds.keyTag, ds.algorithm, ds.digestType, ds.digest].join(' ');
}

const remembered = new Map<string, string>();

/** An address as 32 or 128 binary digits; remembered, as each is asked for some thousand times. */
function digits(address: string): string {
  const known = remembered.get(address);
  if (known !== undefined) return known;
  const made = address.includes(':') ? digits6(address) : digits4(address);
  remembered.set(address, made);
  return made;
}

let lastPrefix = { text: '', family: 0, digits: '' };

/** The leading digits that a prefix asks for; the last one is remembered, as one question asks it of every address. */
function prefixDigits(text: string): typeof lastPrefix {
  if (lastPrefix.text === text) return lastPrefix;
  const [network = '', length = ''] = text.split('/');
  lastPrefix = {
    text,
    family: network.includes(':') ? 6 : 4,
    digits: digits(network).slice(0, Number(length)),
  };
  return lastPrefix;
}

function digits4(address: string): string {
  return address.split('.').reduce((text, octet) => text + Number(octet).toString(2).padStart(8, '0'), '');
}

function digits6(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  const groups = [...left, ...zeros, ...right];
  return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function orderly(reasons: ImpactReason[]): ImpactReason[] {
  reasons.sort(
    (a, b) =>
      compare(a.resource.type, b.resource.type) ||
      compare(a.resource.value, b.resource.value) ||
      compare(a.via, b.via),
  );
  return reasons.filter((reason, index) => {
    const before = reasons[index - 1];
    return (
      before?.via !== reason.via ||
      before.resource.type !== reason.resource.type ||
      before.resource.value !== reason.resource.value
    );
  });
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
