/**
 * Who may see and do what. Every exit asks here.
 *
 * rules            actions × roles × token scopes; whose things one sees
 * principal        who is asking
 * authentication   tokens, sessions, passwords
 * sessions         opened, listed, ended
 * audit            who used which access to what
 * sign-in-tries    tries at passwords, counted by account and network
 * rate-limits      requests of a subject in a minute, counted over all processes
 * outgoing/        the one way to ask an address that somebody gave us
 * people           accounts, tokens issued, the first lead
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
export { askOutside } from './outgoing/ask.ts';
export type { OutgoingAnswer, OutgoingRequest, Resolve } from './outgoing/ask.ts';
export { OutgoingFault } from './outgoing/fault.ts';
export type { OutgoingFaultCode } from './outgoing/fault.ts';
export { isPublicAddress } from './outgoing/public-address.ts';
export { People } from './people.service.ts';
export type { NewUser } from './people.service.ts';
export { networkOf } from './network.ts';
export { actorOf } from './principal.ts';
export type { Principal } from './principal.ts';
export { RateLimits } from './rate-limits.service.ts';
export { ALL_ACTIONS, assertMayDo, mayDo, sightOf } from './rules.ts';
export type { Action, Sight } from './rules.ts';
export { digestOf, newSecret } from './secrets.ts';
export { Sessions } from './sessions.service.ts';
export type { OpenedSession, SessionSummary, SignInMethod, Whence } from './sessions.service.ts';
export { SignInTries } from './sign-in-tries.service.ts';
export { ApiToken, User } from './user.entity.ts';
