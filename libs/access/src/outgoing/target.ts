import ipaddr from 'ipaddr.js';
import { refused } from './fault.ts';
import { isPublicAddress } from './public-address.ts';

/** Says of a host and one of its addresses that it may be asked although it is no public one. */
export type Exception = (host: string, address: string) => boolean;

export interface TargetRules {
  /** Default 80 and 443. A host that an exception lets through may be asked at any port. */
  ports?: readonly number[];
  exception?: Exception;
}

export interface Target {
  url: URL;
  /** Name or address, without brackets. */
  host: string;
  /** True where the host is written as an address. */
  isAddress: boolean;
}

const PORTS: readonly number[] = [80, 443];
/** Nothing before the host but the scheme, nothing in it but letters, digits, hyphens and dots, or an IPv6 address. */
const PLAIN =
  /^https?:\/\/(?:([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/i;
/** Names that stand for something near, whatever they resolve to (RFC 6761, 6762, 8375, 9476). */
const NEAR =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|onion|alt|test|invalid)$/i;

/**
 * Reads an address as we would ask it. Spellings that programs read differently are refused, not interpreted: numbers and
 * hex for addresses, a user before the host, other than ASCII, a trailing dot.
 * @throws OutgoingFault `outgoing.refused`
 */
export function readTarget(address: string, rules: TargetRules = {}): Target {
  const spelled = PLAIN.exec(address);
  const url = URL.parse(address);
  if (spelled === null || url === null)
    throw refused('The address is not a plain http or https address: scheme, host and path, in ASCII.');
  const [, name] = spelled;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (name !== undefined && name.toLowerCase() !== host)
    throw refused('The host is spelled oddly: write it as a name, or as a plain IP address.');
  const isAddress = ipaddr.isValid(host);
  const isNear = !isAddress && (NEAR.test(host) || !host.includes('.'));
  const isExcepted = rules.exception?.(host, host) === true;
  if (isNear && !isExcepted) throw refused(`${host} is no name of the public DNS.`);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!isExcepted && !(rules.ports ?? PORTS).includes(port))
    throw refused(`Port ${port} is not one that we ask.`);
  if (isAddress) assertAllowed(host, [host], rules.exception);
  return { url, host, isAddress };
}

/** All addresses of a host must be public, or whoever resolves for us could mix in one that is not. */
export function assertAllowed(host: string, addresses: readonly string[], exception?: Exception): void {
  if (addresses.length === 0) throw refused(`${host} has no address.`);
  const bad = addresses.find((address) => !isPublicAddress(address) && exception?.(host, address) !== true);
  // Which address it was is nobody's business who may only name hosts: it would map our networks.
  if (bad !== undefined) throw refused(`${host} leads to an address that is not public.`);
}
