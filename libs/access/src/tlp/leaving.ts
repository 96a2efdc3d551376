import type { Tlp } from '#libs/contracts';
import { tlpRestriction } from '#libs/contracts';
import type { Reader, Relation, Way } from './exits.ts';

/**
 * As what something may leave. `full`: with what the source wrote. `kind`: what kind of thing, how grave, how far, and the
 * reader's own part in it; nothing that the source wrote. In figures `kind` means: counted.
 */
export type Form = 'full' | 'kind' | 'withheld';

/** `why` is for a person, and null unless it is withheld. */
export interface Leaving {
  form: Form;
  why: string | null;
}

/** Whoever holds the words already, by right: they told us, they were named, or they work on it. */
const HOLDERS: readonly Relation[] = ['source', 'named', 'staff'];
const BEYOND_THE_ORGANISATION: readonly Relation[] = ['backend', 'client', 'member', 'observer', 'public'];
const WITHOUT_A_PART: readonly Relation[] = ['member', 'observer', 'public'];

/** TLP 2.0 (FIRST, 2022) as a rule on every exit; the first of the reasons that stands in the way is told. */
export function leaving(label: Tlp, way: Way, reader: Reader): Leaving {
  const why =
    whyNotByThisExit(label, way, reader) ??
    whyNotToThisReader(label, way, reader) ??
    (label === 'RED' && !reader.encrypted ? UNENCRYPTED : null);
  return why === null ? { form: formOf(label, way, reader), why } : { form: 'withheld', why };
}

const UNENCRYPTED = 'TLP:RED goes out encrypted alone';

function whyNotByThisExit(label: Tlp, way: Way, { relation }: Reader): string | null {
  if (way.exit === 'receipt' && relation !== 'source') return 'A receipt is for its reporter alone';
  if (way.exit === 'webhook' && label === 'RED')
    return 'TLP:RED is for named people, and a webhook is a machine';
  if (way.exit !== 'list') return null;
  if (label === 'RED' || label === 'AMBER+STRICT')
    return `TLP:${label} stays with single recipients, and a list has many`;
  return tlpRestriction(label) > tlpRestriction(way.highest)
    ? `This list carries TLP:${way.highest} at the highest`
    : null;
}

function whyNotToThisReader(label: Tlp, { exit }: Way, { relation }: Reader): string | null {
  if (label === 'CLEAR') return null;
  // A figure names nobody: what everybody with a part in it may know is counted for observers.
  if (exit === 'stats' && relation === 'observer' && (label === 'AMBER' || label === 'GREEN')) return null;
  if (label === 'RED' && !HOLDERS.includes(relation)) return 'TLP:RED is for the named recipients alone';
  if (label === 'AMBER+STRICT' && BEYOND_THE_ORGANISATION.includes(relation))
    return relation === 'client'
      ? "TLP:AMBER+STRICT stays with the provider's own organisation and is not for those it serves"
      : 'TLP:AMBER+STRICT stays with the organisations that it touches themselves';
  if (label === 'AMBER' && WITHOUT_A_PART.includes(relation))
    return 'TLP:AMBER is for the organisations that it touches and those they serve';
  if (relation === 'observer') return 'Observers see figures alone';
  return relation === 'public' ? 'TLP:GREEN is for the community and no public channel' : null;
}

function formOf(label: Tlp, { exit }: Way, { relation }: Reader): Form {
  if (exit === 'stats' || exit === 'webhook') return 'kind';
  if (HOLDERS.includes(relation) || label === 'GREEN' || label === 'CLEAR') return 'full';
  return 'kind';
}
