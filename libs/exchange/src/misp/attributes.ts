import type { Resource } from '#libs/contracts';
import type { Exported, ExportedOperator } from '../exported.ts';
import { distinct } from '../facts.ts';
import { partId } from '../ids.ts';

/** Category, type and value must fit each other; which do, the MISP core format lists. */
interface Triplet {
  category: 'Network activity' | 'Targeting data' | 'External analysis' | 'Other';
  type: 'domain' | 'hostname' | 'ip-dst' | 'AS' | 'url' | 'target-org' | 'link' | 'text';
  value: string;
  comment: string;
}

/** A name without a dot is no domain to MISP, and a DS record is nothing to it: both go as text that says what it is. */
function resourceTriplet({ type, value }: Resource): Triplet {
  const network = { category: 'Network activity' as const, value, comment: type };
  switch (type) {
    case 'nameserver':
      return value.includes('.') ? { ...network, type: 'hostname' } : text(type, value);
    case 'domain':
      return value.includes('.') ? { ...network, type: 'domain' } : text(type, value);
    case 'ip':
    case 'prefix':
      return { ...network, type: 'ip-dst' };
    case 'asn':
      return { ...network, type: 'AS' };
    case 'url':
      return { ...network, type: 'url' };
    default:
      return text(type, value);
  }
}

const text = (comment: string, value: string): Triplet => ({
  category: 'Other',
  type: 'text',
  value,
  comment,
});

const operatorTriplet = ({ name, tlds, state, serviceState }: ExportedOperator): Triplet => ({
  category: 'Targeting data',
  type: 'target-org',
  value: name,
  comment: [...tlds.map((label) => `.${label}`), `state ${state}`, `service ${serviceState}`].join(', '),
});

/** Nothing of it is for an intrusion detection system: what fails is the victim. */
export function attributesOf({ incident, reports, affected }: Exported, timestamp: string) {
  const references = new Set(reports.flatMap((report) => report.references));
  const resources = distinct([
    ...incident.resources,
    ...incident.tlds.map((value) => ({ type: 'tld' as const, value })),
    ...reports.flatMap((report) => report.resources),
  ]);
  const triplets = [
    ...resources.map(resourceTriplet),
    ...affected.map(operatorTriplet),
    ...[...references].map((value): Triplet => ({
      category: 'External analysis',
      type: 'link',
      value,
      comment: '',
    })),
  ];
  return triplets.map((triplet) => ({
    uuid: partId(incident.id, `misp ${triplet.category} ${triplet.type} ${triplet.value} ${triplet.comment}`),
    ...triplet,
    to_ids: false,
    distribution: INHERIT,
    sharing_group_id: '0',
    timestamp,
    deleted: false,
    disable_correlation: false,
  }));
}

/** Of the event. */
export const INHERIT = '5';
