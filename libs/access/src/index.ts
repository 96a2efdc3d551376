/**
 * Who may see and do what. Every exit asks here.
 *
 * rules            actions × roles × token scopes; whose things one sees
 * principal        who is asking
 * authentication   tokens, sessions, passwords with what must go with them
 * second-ways      what a person has beside the password
 *   totp/          codes of an authenticator app, each good once; their secrets under the access-key
 *   recovery-codes for whoever lost phone or passkey
 *   passkeys/      WebAuthn: added, used, removed
 * oidc/            an OpenID provider, and who is who there
 * fresh-session    who changes how they sign in has just signed in
 * sessions         opened, listed, ended
 * audit            who used which access to what · audit-search  read by leads
 * sign-in-tries    tries at passwords, counted by account and network
 * rate-limits      requests of a subject in a minute, counted over all processes
 * people           accounts without an invitation, the first lead; new-users makes each
 * invitations      accounts by a link in a signed mail
 * users            who sees whom; name, role and operator of a person; user-views
 * departures       accounts end and open again; leads keeps the last lead
 * passwords        changed, and password-resets: asked for, answered by a worker (password-reset-answers), used
 * tokens           secrets for programs
 * acting           who changes something about people
 * public-limits    reports without an account, counted by network, address of mail and in all
 * outgoing/        the one way to ask an address that somebody gave us
 * letters          mail to one person about their account; the notifications room posts it
 * account-changes  who can get in changes: written down, and its owner told
 * speaking/        who may speak for which operator, from when until when
 * on-behalf        in whose name the admin command acts
 * idempotency      the same request again is the same answer
 * tlp/             TLP 2.0 as a rule: a label, an exit and a reader; whether it leaves, as what, and why not
 */
export { ACCESS_KEY_NAME, AccessKey } from './access-key.ts';
export { actingAs, COMMAND_LINE } from './acting.ts';
export type { Acting } from './acting.ts';
export { AccessModule } from './access.module.ts';
export { Audit } from './audit.service.ts';
export type { AuditEntry } from './audit.service.ts';
export { AuditSearch } from './audit-search.service.ts';
export type { AuditFilter, AuditRecord } from './audit-search.service.ts';
export { Authentication } from './authentication.service.ts';
export type { SecondProof, SignedIn } from './authentication.service.ts';
export { AccessFault } from './faults.ts';
export type { AccessFaultCode } from './faults.ts';
export { Departures } from './departures.service.ts';
export { Idempotency } from './idempotency.service.ts';
export type { KeyedRequest, StoredAnswer } from './idempotency.service.ts';
export { ACCOUNT_CHANGE_WORDS } from './account-changes.service.ts';
export { Invitations, ROLE_WORDS } from './invitations.service.ts';
export type { Invitation, NewInvitation, OpenInvitation } from './invitations.service.ts';
export { Letter } from './letter.entity.ts';
export { Letters } from './letters.service.ts';
export type { NewLetter } from './letters.service.ts';
export { Identities } from './oidc/identities.service.ts';
export type { IdentitySummary } from './oidc/identities.service.ts';
export { ProviderTrips } from './oidc/trips.service.ts';
export type { Trip } from './oidc/trips.service.ts';
export { PasskeyChallenges } from './passkeys/challenges.service.ts';
export { Passkeys } from './passkeys/passkeys.service.ts';
export type { PasskeySummary } from './passkeys/passkeys.service.ts';
export { PasskeySignIn } from './passkeys/sign-in.service.ts';
export { OnBehalf } from './on-behalf.service.ts';
export type { NewUser } from './new-users.service.ts';
export { PasswordResetAnswers } from './password-reset-answers.service.ts';
export { PasswordResets } from './password-resets.service.ts';
export { Passwords } from './passwords.service.ts';
export { askOutside } from './outgoing/ask.ts';
export type { OutgoingAnswer, OutgoingRequest, Resolve } from './outgoing/ask.ts';
export { OutgoingFault } from './outgoing/fault.ts';
export type { OutgoingFaultCode } from './outgoing/fault.ts';
export { isPublicAddress } from './outgoing/public-address.ts';
export { People } from './people.service.ts';
export { networkOf } from './network.ts';
export { PublicLimits } from './public-limits.service.ts';
export { actorOf, wayOf } from './principal.ts';
export type { Principal } from './principal.ts';
export { RecoveryCodes } from './recovery-codes.service.ts';
export { RateLimits } from './rate-limits.service.ts';
export { ALL_ACTIONS, assertMayDo, mayDo, sightOf } from './rules.ts';
export type { Action, Sight } from './rules.ts';
export { SecondWays } from './second-ways.service.ts';
export type { SecondWaysSummary } from './second-ways.service.ts';
export { digestOf, newSecret } from './secrets.ts';
export { Sessions } from './sessions.service.ts';
export type { OpenedSession, SessionSummary, SignInMethod, Whence } from './sessions.service.ts';
export { ACCESS_SETTINGS } from './settings.ts';
export type { AccessSettings, ProviderSettings, Site } from './settings.ts';
export { SignInTries } from './sign-in-tries.service.ts';
export { Totp } from './totp/totp.service.ts';
export { SpeakingRight } from './speaking/right.entity.ts';
export { Speaking } from './speaking/speaking.service.ts';
export type { SpeakerRow } from './speaking/speaking.service.ts';
export type { Exit, Reader, Relation, Way } from './tlp/exits.ts';
export { leaving } from './tlp/leaving.ts';
export type { Form, Leaving } from './tlp/leaving.ts';
export { Tokens } from './tokens.service.ts';
export type { IssuedToken, NewToken, TokenSummary } from './tokens.service.ts';
export { ApiToken, User } from './user.entity.ts';
export { accountView, leadUserView, userView } from './user-views.ts';
export { Users } from './users.service.ts';
export type { UserEdit } from './users.service.ts';
