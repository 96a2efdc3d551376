import type { DirectoryContact, DirectoryOperator } from '#libs/contracts';
import { directoryOperator, groupBy } from '#libs/contracts';
import type { RootZone } from '#libs/operators';
import { placeOf } from './country.ts';
import type { Place } from './country.ts';

type Delegation = RootZone['tlds'][number];

/**
 * A directory for a root zone: one operator a country-code TLD, one a cluster of generic TLDs that live on the same servers.
 * Names say the TLD, contacts are roles under `.example`. The same zone gives the same directory.
 */
export function madeDirectory(zone: RootZone): DirectoryOperator[] {
  const [countries, generics] = [zone.tlds.filter(isCountry), zone.tlds.filter((tld) => !isCountry(tld))];
  const clusters = groupBy(generics, (tld) => clusterOf(tld, zone));
  return [
    ...countries.map(({ label }) => operator([label], placeOf(label))),
    ...[...clusters.values()].map((tlds) =>
      operator(
        tlds.map(({ label }) => label),
        { timezone: 'UTC', language: 'en' },
      ),
    ),
  ];
}

const isCountry = ({ label }: Delegation) => /^[a-z]{2}$/.test(label);

export const slugOf = (label: string) => `registry-${label}`;

/** The suffix that most of its servers share; where the servers are named after the TLD itself, all their addresses instead. */
function clusterOf({ label, nameservers }: Delegation, zone: RootZone): string {
  const bySuffix = groupBy(nameservers, (host) => host.split('.').slice(-2).join('.'));
  const [suffix = label] = [...bySuffix.entries()]
    .sort(([a, hostsA], [b, hostsB]) => hostsB.length - hostsA.length || (a < b ? -1 : 1))
    .map(([name]) => name);
  if (!suffix.endsWith(`.${label}`)) return suffix;
  const addresses = nameservers.flatMap((host) => zone.glue.get(host) ?? []);
  return [...new Set(addresses)].sort().join(' ');
}

function operator(labels: string[], { country, timezone, language }: Place): DirectoryOperator {
  const [first = ''] = labels;
  const more = labels.length - 1;
  const contact = { language, timezone };
  return directoryOperator.parse({
    slug: slugOf(first),
    name: `Registry of .${first}${more === 0 ? '' : ` and ${more} more`}`,
    kind: more > 20 ? 'backend' : 'tld_manager',
    country,
    tlds: labels,
    contacts: [
      { email: `noc@${slugOf(first)}.example`, role: 'noc', order: 1, ...contact },
      { email: `security@${slugOf(first)}.example`, role: 'security', order: 2, ...contact },
    ] satisfies Partial<DirectoryContact>[],
  });
}
