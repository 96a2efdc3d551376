/**
 * Who may see and do what. Every exit asks here.
 *
 * rules            actions × roles × token scopes; whose things one sees
 * principal        who is asking
 * authentication   tokens, sessions, passwords
 * sessions         opened, listed, ended
 * audit            who used which access to what
 * sign-in-tries    tries at passwords, counted by account and network
 * public-limits    reports without an account, counted by network, address of mail and in all
 * people           accounts, tokens issued, the first lead
 * letters          mail to one person about their account; the notifications room posts it
 * idempotency      the same request again is the same answer
 */
export { AccessModule } from './access.module.ts';
export { Audit } from './audit.service.ts';
export type { AuditEntry } from './audit.service.ts';
export { Authentication } from './authentication.service.ts';
export { AccessFault } from './faults.ts';
export type { AccessFaultCode } from './faults.ts';
export { Idempotency } from './idempotency.service.ts';
export type { KeyedRequest, StoredAnswer } from './idempotency.service.ts';
export { Letter } from './letter.entity.ts';
export { Letters } from './letters.service.ts';
export type { NewLetter } from './letters.service.ts';
export { networkOf } from './network.ts';
export { People } from './people.service.ts';
export type { NewUser } from './people.service.ts';
export { PublicLimits } from './public-limits.service.ts';
export { actorOf } from './principal.ts';
export type { Principal } from './principal.ts';
export { ALL_ACTIONS, assertMayDo, mayDo, sightOf } from './rules.ts';
export type { Action, Sight } from './rules.ts';
export { digestOf, newSecret } from './secrets.ts';
export { Sessions } from './sessions.service.ts';
export type { OpenedSession, SessionSummary, SignInMethod, Whence } from './sessions.service.ts';
export { SignInTries } from './sign-in-tries.service.ts';
export { ApiToken, User } from './user.entity.ts';
