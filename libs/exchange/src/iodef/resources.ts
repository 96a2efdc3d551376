import type { Resource } from '#libs/contracts';
import type { AdditionalData, System } from './classes.ts';

const domain = (Name: string): System['Node'] => ({
  DomainData: [{ 'system-status': 'unknown', 'domain-status': 'unknown', Name }],
});
const family = (value: string) => (value.includes(':') ? 'ipv6' : 'ipv4');

/** A resource as a system; null where IODEF has no class for it, as for a DS record. What part it has in the matter is not known. */
function systemOf({ type, value }: Resource): System | null {
  switch (type) {
    case 'tld':
    case 'domain':
      return { Node: domain(value) };
    case 'nameserver':
      return { Node: domain(value), NodeRole: [{ category: 'name' }] };
    case 'ip':
      return { Node: { Address: [{ value, category: `${family(value)}-addr` }] } };
    case 'prefix':
      return { Node: { Address: [{ value, category: `${family(value)}-net` }] } };
    case 'asn':
      return { Node: { Address: [{ value, category: 'asn' }] } };
    case 'url':
      return { Node: { Address: [{ value, category: 'site-uri' }] } };
    default:
      return null;
  }
}

/** The systems, and the rest by name. */
export function resourcesInIodef(resources: Resource[]): { systems: System[]; others: AdditionalData[] } {
  return {
    systems: resources.flatMap((resource) => systemOf(resource) ?? []),
    others: resources
      .filter((resource) => systemOf(resource) === null)
      .map(({ type, value }) => ({ name: type, dtype: 'string', value })),
  };
}
