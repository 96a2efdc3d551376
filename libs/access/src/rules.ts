import type { Role, TokenScope } from '#libs/contracts';
import type { Principal } from './principal.ts';
import { AccessFault } from './faults.ts';

/**
 * What can be asked of the service. Each action names the roles that may and the token scope it takes; there is no other
 * place where a right is decided. Without a scope no token may, only a person who has signed in: a token that was stolen
 * makes no other token, account or right. Which *objects* one may see is `sightOf`.
 */
const ACTIONS = {
  'report.submit': {
    roles: ['operator', 'responder', 'lead'],
    scopes: ['report:submit', 'write'],
    speaks: true,
  },
  'report.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'public_report.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'public_report.judge': { roles: ['responder', 'lead'], scopes: ['write'] },
  // What is asked of one's operator; the CERT asks, and is asked nothing.
  'ask.read': { roles: ['operator'], scopes: ['read'] },
  'incident.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'incident.overview': { roles: ['responder', 'lead'], scopes: ['read'] },
  'incident.edit': { roles: ['responder', 'lead'], scopes: ['write'] },
  'incident.attach': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  'incident.note': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  // What the machine proposes and who of all is silent: for those on duty.
  'board.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'incident.export': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  // What an entry says goes for good: personal data, or a label that was broken.
  'entry.erase': { roles: ['lead'], scopes: ['write'] },
  'affected.answer': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  'tlp.consent': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  'notification.send': { roles: ['responder', 'lead'], scopes: ['write'] },
  'notification.approve': { roles: ['responder', 'lead'], scopes: ['write'] },
  'notification.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'delivery.acknowledge': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  'advisory.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'advisory.write': { roles: ['responder', 'lead'], scopes: ['write'] },
  'advisory.publish': { roles: ['responder', 'lead'], scopes: ['write'] },
  'list.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'list.manage': { roles: ['lead'], scopes: ['write'] },
  'list.members': { roles: ['responder', 'lead'], scopes: ['write'] },
  'list.members_read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'list.post': { roles: ['responder', 'lead'], scopes: ['write'] },
  'directory.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'contact.edit': { roles: ['operator', 'lead'], scopes: ['write'], speaks: true },
  'contact_change.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'contact_change.read_all': { roles: ['responder', 'lead'], scopes: ['read'] },
  'contact_change.confirm': { roles: ['operator', 'responder', 'lead'], scopes: ['write'], speaks: true },
  'contact_change.call_back': { roles: ['lead'], scopes: ['write'] },
  'contact_change.override': { roles: ['responder', 'lead'], scopes: ['write'] },
  'speaking.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'speaking.grant': { roles: ['lead'], scopes: ['write'] },
  'kind.read': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['read'] },
  // Each hears of what they may read, an observer of nothing.
  'events.listen': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['read'] },
  'impact.ask': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'audit.read': { roles: ['lead'], scopes: ['read'] },
  // What came in by mail, with its bytes: for those on duty.
  'inbox.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  // Work of ours that failed, whatever it was about.
  'quarantine.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'quarantine.decide': { roles: ['responder', 'lead'], scopes: ['write'] },
  // Whom mail about an account went to; what it says is read by nobody else.
  'letter.read': { roles: ['lead'], scopes: ['read'] },
  // By hand, in a browser: nothing that a program needs.
  'queues.read': { roles: ['lead'], scopes: [] },
  'health.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  // Hashes and proofs: they tell nothing of what was recorded.
  'record.read': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['read'] },
  // A witness is somebody else's program; what it hands in must bear the signature of a key that is known.
  'record.cosign': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['write'] },
  'stats.read': { roles: ['responder', 'lead', 'observer'], scopes: ['read'] },
  'contact_pack.read': { roles: ['lead'], scopes: ['read'] },
  'drill.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  // It mails everybody, and goes out under the name of the CERT.
  'drill.start': { roles: ['lead'], scopes: ['write'] },
  'drill.approve': { roles: ['responder', 'lead'], scopes: ['write'] },
  // What is due names every operator of an incident that is silent.
  'deadline.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'deadline.acknowledge': { roles: ['responder', 'lead'], scopes: ['write'] },
  'deadline.facts': { roles: ['responder', 'lead'], scopes: ['write'] },
  'call.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'call.make': { roles: ['responder', 'lead'], scopes: ['write'] },
  'rota.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'rota.manage': { roles: ['lead'], scopes: ['write'] },
  'rota.override': { roles: ['responder', 'lead'], scopes: ['write'] },
  // One's own address of the calendar, and how one is paged: by the person, in a browser.
  'rota.feed': { roles: ['responder', 'lead'], scopes: [] },
  // Whose key has ended says whom an attacker can deceive.
  'key_room.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'gaps.read': { roles: ['responder', 'lead'], scopes: ['read'] },
  'user.read': { roles: ['operator', 'responder', 'lead'], scopes: ['read'] },
  'user.manage': { roles: ['lead'], scopes: [] },
  'account.read': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['read'] },
  // How one signs in is changed by the person, in a browser: a token that leaked must not be enough to stay.
  'account.manage': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: [] },
  'session.read': { roles: ['operator', 'responder', 'lead', 'observer'], scopes: ['read'] },
} as const satisfies Record<string, Rule>;

interface Rule {
  roles: readonly Role[];
  scopes: readonly TokenScope[];
  /** Done in an operator's name: somebody of role `operator` needs the right to speak for one at this moment. */
  speaks?: true;
}

export type Action = keyof typeof ACTIONS;
export const ALL_ACTIONS = Object.keys(ACTIONS) as Action[];

export function mayDo(principal: Principal, action: Action): boolean {
  const rule: Rule = ACTIONS[action];
  if (!rule.roles.includes(principal.role) || lacksVoice(principal, rule)) return false;
  return principal.via === 'session' || rule.scopes.some((scope) => principal.scopes.has(scope));
}

/** @throws AccessFault `access.forbidden` with what is missing, `access.no_right_to_speak` */
export function assertMayDo(principal: Principal, action: Action): void {
  if (mayDo(principal, action)) return;
  const rule: Rule = ACTIONS[action];
  if (rule.roles.includes(principal.role) && lacksVoice(principal, rule)) {
    throw new AccessFault(
      'access.no_right_to_speak',
      'You have no right to speak for an operator at this moment: it has not begun, has ended, or was never given. Ask a lead of DNS-CERT.',
    );
  }
  throw new AccessFault('access.forbidden', missingOf(principal, rule));
}

function missingOf({ role }: Principal, rule: Rule): string {
  if (!rule.roles.includes(role)) return `The role ${role} may not do this.`;
  return rule.scopes.length === 0
    ? 'Only a person who has signed in may do this, never a token.'
    : `This token lacks the scope ${rule.scopes.join(' or ')}.`;
}

const lacksVoice = (principal: Principal, rule: Rule): boolean =>
  rule.speaks === true && principal.role === 'operator' && principal.operatorId === null;

/** Whose things a principal sees: everybody's (the CERT's own), one operator's, or nobody's. */
export type Sight = { all: true } | { all: false; operatorId: string | null };

export function sightOf(principal: Principal): Sight {
  if (principal.role === 'responder' || principal.role === 'lead') return { all: true };
  return { all: false, operatorId: principal.role === 'operator' ? principal.operatorId : null };
}
