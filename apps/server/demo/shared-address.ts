import type { DirectoryOperator } from '#libs/contracts';
import type { RootZone } from '#libs/operators';

/** An address on which servers of several registries answer. */
export interface SharedAddress {
  address: string;
  /** The server's name; the first by alphabet where there are several. */
  host: string;
  tlds: string[];
  /** Slugs of those who run these TLDs. */
  operators: string[];
}

/** How many registries a story can follow by name. */
const FEW = 8;
/** Above this many TLDs the severity rules call the failure of one address critical. */
const MANY_TLDS = 50;

/** The IPv4 address whose failure touches about eight registries, none of them whole. The same zone gives the same one. */
export function sharedAddressOf(zone: RootZone, directory: DirectoryOperator[]): SharedAddress {
  const operatorOf = new Map(directory.flatMap(({ slug, tlds }) => tlds.map((label) => [label, slug])));
  const found = new Map<string, SharedAddress>();
  for (const { label, nameservers } of zone.tlds) {
    for (const host of nameservers) {
      for (const address of zone.glue.get(host) ?? []) {
        const known = found.get(address) ?? { address, host, tlds: [], operators: [] };
        found.set(address, known);
        if (!known.tlds.includes(label)) known.tlds.push(label);
        const slug = operatorOf.get(label);
        if (slug !== undefined && !known.operators.includes(slug)) known.operators.push(slug);
      }
    }
  }
  const [best] = [...found.values()]
    .filter(({ address, tlds }) => !address.includes(':') && tlds.length < MANY_TLDS)
    .filter(({ operators }) => operators.filter((slug) => /^registry-[a-z]{2}$/.test(slug)).length >= 4)
    .sort((a, b) => distance(a) - distance(b) || (a.address < b.address ? -1 : 1));
  if (best === undefined)
    throw new Error(
      'This root zone has no address that four country-code registries share: the demo needs one.',
    );
  return best;
}

const distance = ({ tlds, operators }: SharedAddress) =>
  Math.abs(operators.length - FEW) + Math.abs(tlds.length - operators.length);
