import { v5 as uuidv5 } from 'uuid';
import type { Resource } from '#libs/contracts';

/** STIX 2.1 section 2.9: what is observed has the same id with everybody, made of what it is. */
const NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

interface Observable {
  type: 'domain-name' | 'ipv4-addr' | 'ipv6-addr' | 'autonomous-system' | 'url';
  spec_version: '2.1';
  id: string;
  value?: string;
  number?: number;
}

/** `what` is in the canonical JSON of RFC 8785: one property, written as JSON.stringify does. */
const observable = (
  type: Observable['type'],
  what: Pick<Observable, 'value'> | Pick<Observable, 'number'>,
): Observable => ({
  type,
  spec_version: '2.1',
  id: `${type}--${uuidv5(JSON.stringify(what), NAMESPACE)}`,
  ...what,
});

/** A resource as STIX observes it; null where it has no object for one, as for a DS record. */
export function observableOf({ type, value }: Resource): Observable | null {
  switch (type) {
    case 'tld':
    case 'domain':
    case 'nameserver':
      return observable('domain-name', { value });
    case 'ip':
    case 'prefix':
      return observable(value.includes(':') ? 'ipv6-addr' : 'ipv4-addr', { value });
    case 'asn':
      return observable('autonomous-system', { number: Number(value) });
    case 'url':
      return observable('url', { value });
    default:
      return null;
  }
}
