import type { Tlp } from '#libs/contracts';

/** Every way by which something labelled can leave. A way that is new gets its row here before it is built. */
export const EXITS = ['page', 'api', 'export', 'mail', 'list', 'webhook', 'receipt', 'stats'] as const;
export type Exit = (typeof EXITS)[number];

/**
 * What a reader is to the matter.
 *
 * source    told us of it, and reads its own words
 * named     somebody decided that this one is told, by name
 * affected  an organisation whose own services are touched, found by the service, named by nobody yet
 * backend   runs servers or a registry for one that is touched, untouched itself
 * client    is served by the provider that told us of it
 * member    of the community, signed in, with no part in the matter
 * staff     the CERT's own responders and leads
 * observer  sees figures alone
 * public    anybody
 */
export const RELATIONS = [
  'source',
  'named',
  'affected',
  'backend',
  'client',
  'member',
  'staff',
  'observer',
  'public',
] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Reader {
  relation: Relation;
  /**
   * Nobody on the way can read it: a mail encrypted to the reader's own key, or the connection of somebody signed in. A link
   * that came by mail is neither: it proves a mailbox, not a person.
   */
  encrypted: boolean;
}

/** Lists have a highest label: the narrowest that may be posted there. */
export type Way = { exit: Exclude<Exit, 'list'> } | { exit: 'list'; highest: Tlp };
