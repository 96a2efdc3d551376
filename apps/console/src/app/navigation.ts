import type { Role } from '#libs/contracts';

export interface Place {
  /** Below `/console`; or a page of the server, which begins with a slash. */
  to: string;
  /** Name of its words, in the `nav` part of `ui.json`. */
  words: string;
  roles: readonly Role[];
}

const STAFF: readonly Role[] = ['responder', 'lead'];
const LEADS: readonly Role[] = ['lead'];
const OPERATORS: readonly Role[] = ['operator'];

/** Where one can go, in the order of need. Each page brings its own line. */
export const NAVIGATION: { group: string; places: Place[] }[] = [
  {
    group: 'work',
    places: [
      { to: 'board', words: 'board', roles: STAFF },
      { to: 'incidents', words: 'incidents', roles: STAFF },
      { to: 'reports', words: 'reports', roles: STAFF },
      { to: 'inbox', words: 'inbox', roles: STAFF },
      { to: 'sends', words: 'sends', roles: STAFF },
      { to: 'calls', words: 'calls', roles: STAFF },
      { to: 'rota', words: 'rota', roles: STAFF },
      { to: 'lists', words: 'lists', roles: STAFF },
      { to: 'alerts', words: 'alerts', roles: STAFF },
      { to: 'advisories', words: 'advisories', roles: STAFF },
      { to: 'evidence', words: 'evidence', roles: ['responder', 'lead', 'observer'] },
    ],
  },
  {
    group: 'operator',
    places: [
      { to: 'mine', words: 'mine', roles: OPERATORS },
      { to: 'report', words: 'report', roles: OPERATORS },
      { to: 'contacts', words: 'contacts', roles: OPERATORS },
      { to: 'lists', words: 'lists', roles: OPERATORS },
      { to: 'record', words: 'record', roles: OPERATORS },
    ],
  },
  {
    group: 'directory',
    places: [
      { to: 'directory', words: 'directory', roles: ['operator', 'responder', 'lead'] },
      { to: 'impact', words: 'impact', roles: ['operator', 'responder', 'lead'] },
      { to: 'keys', words: 'keys', roles: STAFF },
      { to: 'drills', words: 'drills', roles: STAFF },
      { to: 'packs', words: 'packs', roles: LEADS },
    ],
  },
  {
    group: 'admin',
    places: [
      { to: 'users', words: 'users', roles: LEADS },
      { to: 'invitations', words: 'invitations', roles: LEADS },
      { to: 'audit', words: 'audit', roles: LEADS },
      { to: 'templates', words: 'templates', roles: STAFF },
      { to: 'quarantine', words: 'quarantine', roles: STAFF },
      { to: 'record', words: 'record', roles: STAFF },
      { to: 'health', words: 'health', roles: STAFF },
      { to: '/queues', words: 'queues', roles: LEADS },
    ],
  },
];

export const placesFor = (role: Role) =>
  NAVIGATION.map(({ group, places }) => ({
    group,
    places: places.filter(({ roles }) => roles.includes(role)),
  })).filter(({ places }) => places.length > 0);

/** Where a person of this role begins. */
export const homeOf = (role: Role): string => placesFor(role)[0]?.places[0]?.to ?? 'account';
