import type { TimelineActor, Tlp } from '#libs/contracts';

/** How many others must agree before a notice goes out, and why. */
export interface SecondPerson {
  /** 0: it goes out at once. Where a rule proposes, nobody has looked yet, and it takes two. */
  needed: 0 | 1 | 2;
  /** For a person; null when nobody else is needed. */
  why: string | null;
}

/** h; a decision on what was known so long ago is none. */
export const WAITS_HOURS = 4;
/** h; in which sends of one incident count together, so that slices of a mass send are a mass send. */
export const COUNTED_HOURS = 24;

/**
 * Nobody alone mails many, and nobody alone mails TLP:RED. `reached` is how many operators this notice and the sends before
 * it reach that no second person has looked at.
 */
export function secondPersonFor(
  notice: { tlp: Tlp; sentBy: TimelineActor },
  { own, reached }: { own: number; reached: number },
  most: number,
): SecondPerson {
  const why = [
    ...(notice.tlp === 'RED' ? ['it is TLP:RED'] : []),
    ...(own > most ? [`it goes to ${own} operators, more than ${most}`] : []),
    ...(own <= most && reached > most
      ? [`with what was sent before it reaches ${reached} operators, more than ${most}`]
      : []),
  ];
  if (why.length === 0) return { needed: 0, why: null };
  const byRule = notice.sentBy.kind === 'system';
  return {
    needed: byRule ? 2 : 1,
    why: `${byRule ? 'Two people must agree' : 'A second person must agree'}: ${why.join(', and ')}.`,
  };
}
