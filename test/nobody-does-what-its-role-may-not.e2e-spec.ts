import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bodyFields,
  columnNames,
  eachOf,
  namesField,
  queryFields,
  stateOf,
} from './fixtures/extra-fields.ts';
import type { OpenApi } from './fixtures/extra-fields.ts';
import { messagesOf, textOf } from './fixtures/mails.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const TOKEN_CALLERS = [
  'nobody',
  'operator',
  'responder',
  'lead',
  'observer',
  'submitOnly',
  'readOnly',
] as const;
/** In a session, as a browser has it; all others come with a token. */
const SESSION_CALLERS = ['operatorInPerson', 'leadInPerson'] as const;
const CALLERS = [...TOKEN_CALLERS, ...SESSION_CALLERS];
type Caller = (typeof CALLERS)[number];
type Statuses = Record<Caller, number>;

/** What the walk goes over: once the caller's own things, once another operator's. */
interface Things {
  report: string;
  incident: string;
  operatorId: string;
  slug: string;
  delivery: string;
  notification: string;
  attachment: string;
  /** Of the operator. */
  person: string;
  contact: string;
  change: string;
}

interface Operation {
  path: (things: Things) => string;
  body?: unknown;
  expected: Statuses;
  /** What the operator gets for another operator's thing; absent where the operation is of no single thing. */
  foreign?: number;
}

const everybody = (status: number): Statuses => ({
  nobody: status,
  operator: status,
  responder: status,
  lead: status,
  observer: status,
  submitOnly: status,
  readOnly: status,
  operatorInPerson: status,
  leadInPerson: status,
});
/** `submitOnly` is a token of an operator, `readOnly` one of a responder. */
const signedIn = (status: number, scope: 'read' | 'write'): Statuses => ({
  ...everybody(status),
  nobody: 401,
  observer: 403,
  submitOnly: 403,
  readOnly: scope === 'read' ? status : 403,
});
const staff = (status: number, scope: 'read' | 'write'): Statuses => ({
  ...signedIn(status, scope),
  operator: 403,
  operatorInPerson: 403,
});
/** What no token may. */
const inPerson = (status: number): Statuses => ({
  ...everybody(403),
  nobody: 401,
  operatorInPerson: status,
  leadInPerson: status,
});
const leadInPerson = (status: number): Statuses => ({ ...inPerson(status), operatorInPerson: 403 });

const leads = (status: number): Statuses => ({ ...staff(status, 'write'), responder: 403 });

/** ms; each of these asks thousands of times. */
const LONG = 300_000;

const PASSWORD = 'correct horse battery';
const UNKNOWN = 'x'.repeat(43);
const at = (path: string) => () => path;
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057';
const person =
  (rest = '') =>
  (things: Things) =>
    `/api/v1/users/${things.person}${rest}`;
const methodOf = (name: string) => name.replace(/ .*/, '').toUpperCase();
const incident = (rest: string) => (things: Things) => `/api/v1/incidents/${things.incident}${rest}`;

/** Each operation of the API; bodies are such that asking again changes nothing of what the next caller gets. */
const OPERATIONS: Record<string, Operation> = {
  'get /': { path: at('/'), expected: everybody(200) },
  'get /about/reports': { path: at('/about/reports'), expected: everybody(200) },
  'get /key': { path: at('/key'), expected: everybody(200) },
  'get /rfc2350': { path: at('/rfc2350'), expected: everybody(200) },
  'get /rfc2350.txt': { path: at('/rfc2350.txt'), expected: everybody(200) },
  'get /advisories': { path: at('/advisories'), expected: everybody(200) },
  'get /advisories/{number}': { path: at('/advisories/A2026-0001'), expected: everybody(404) },
  'get /advisories.atom': { path: at('/advisories.atom'), expected: everybody(200) },
  'get /api/v1/advisories': { path: at('/api/v1/advisories'), expected: staff(200, 'read') },
  'post /api/v1/advisories': {
    path: at('/api/v1/advisories'),
    body: { title: 'A draft' },
    expected: staff(201, 'write'),
  },
  'get /api/v1/advisories/{id}': { path: at(`/api/v1/advisories/${NOWHERE}`), expected: staff(404, 'read') },
  'patch /api/v1/advisories/{id}': {
    path: at(`/api/v1/advisories/${NOWHERE}`),
    body: { title: 'Taken over' },
    expected: staff(404, 'write'),
  },
  'post /api/v1/advisories/{id}/publication': {
    path: at(`/api/v1/advisories/${NOWHERE}/publication`),
    body: {},
    expected: staff(404, 'write'),
  },
  'post /api/v1/advisories/{id}/withdrawal': {
    path: at(`/api/v1/advisories/${NOWHERE}/withdrawal`),
    body: { reason: 'Wrong' },
    expected: staff(404, 'write'),
  },
  'get /lists/{slug}': { path: at('/lists/none'), expected: everybody(404) },
  'post /lists/{slug}': { path: at('/lists/none'), body: {}, expected: everybody(404) },
  'get /list-confirm/{secret}': { path: at(`/list-confirm/${UNKNOWN}`), expected: everybody(404) },
  'post /list-confirm/{secret}': {
    path: at(`/list-confirm/${UNKNOWN}`),
    body: {},
    expected: everybody(404),
  },
  'get /unsubscribe/{token}': { path: at(`/unsubscribe/${UNKNOWN}`), expected: everybody(404) },
  'post /unsubscribe/{token}': { path: at(`/unsubscribe/${UNKNOWN}`), body: {}, expected: everybody(404) },
  'get /api/v1/lists': { path: at('/api/v1/lists'), expected: signedIn(200, 'read') },
  'post /api/v1/lists': { path: at('/api/v1/lists'), body: {}, expected: leads(400) },
  'get /api/v1/lists/{slug}': { path: at('/api/v1/lists/none'), expected: signedIn(404, 'read') },
  'patch /api/v1/lists/{slug}': { path: at('/api/v1/lists/none'), body: {}, expected: leads(404) },
  'post /api/v1/lists/{slug}/alerts': {
    path: at('/api/v1/lists/none/alerts'),
    body: { subject: 'A drill', body: 'Nothing is wrong.', tlp: 'CLEAR' },
    expected: staff(404, 'write'),
  },
  'get /api/v1/lists/{slug}/alerts': {
    path: at('/api/v1/lists/none/alerts'),
    expected: signedIn(404, 'read'),
  },
  'get /api/v1/lists/{slug}/subscriptions': {
    path: at('/api/v1/lists/none/subscriptions'),
    expected: staff(404, 'read'),
  },
  // Anybody may ask to join an open list.
  'post /api/v1/lists/{slug}/subscriptions': {
    path: at('/api/v1/lists/none/subscriptions'),
    body: { email: 'somebody@people.example' },
    expected: everybody(404),
  },
  'delete /api/v1/lists/{slug}/subscriptions/{id}': {
    path: at(`/api/v1/lists/none/subscriptions/${NOWHERE}`),
    expected: staff(404, 'write'),
  },
  'post /api/v1/lists/{slug}/subscriptions/{id}/resumption': {
    path: at(`/api/v1/lists/none/subscriptions/${NOWHERE}/resumption`),
    expected: staff(404, 'write'),
  },
  'get /api/v1/lists/{slug}/rules': {
    path: at('/api/v1/lists/none/rules'),
    expected: staff(404, 'read'),
  },
  'post /api/v1/lists/{slug}/rules': {
    path: at('/api/v1/lists/none/rules'),
    body: { name: 'Grave', severity: 'high', tlp: 'GREEN' },
    expected: leads(404),
  },
  'post /api/v1/lists/{slug}/rules/{id}/approval': {
    path: at(`/api/v1/lists/none/rules/${NOWHERE}/approval`),
    expected: leads(404),
  },
  'delete /api/v1/lists/{slug}/rules/{id}': {
    path: at(`/api/v1/lists/none/rules/${NOWHERE}`),
    expected: leads(404),
  },
  'get /api/v1/alerts': { path: at('/api/v1/alerts'), expected: staff(200, 'read') },
  'post /api/v1/alerts/{id}/stop': {
    path: at(`/api/v1/alerts/${NOWHERE}/stop`),
    body: {},
    expected: staff(404, 'write'),
  },
  'post /api/v1/alerts/{id}/release': {
    path: at(`/api/v1/alerts/${NOWHERE}/release`),
    expected: staff(404, 'write'),
  },
  'get /page.css': { path: at('/page.css'), expected: everybody(200) },
  'get /.well-known/dnscert.asc': { path: at('/.well-known/dnscert.asc'), expected: everybody(200) },
  'get /record/anchors': { path: at('/record/anchors'), expected: everybody(200) },
  'get /record/anchors/{day}': { path: at('/record/anchors/2001-01-01'), expected: everybody(404) },
  'get /record/anchors/{day}/timestamp': {
    path: at('/record/anchors/2001-01-01/timestamp'),
    expected: everybody(404),
  },
  'get /.well-known/openpgpkey/policy': {
    path: at('/.well-known/openpgpkey/policy'),
    expected: everybody(200),
  },
  'get /.well-known/openpgpkey/{domain}/policy': {
    path: at('/.well-known/openpgpkey/nowhere.example/policy'),
    expected: everybody(404),
  },
  'get /.well-known/openpgpkey/hu/{hash}': {
    path: at('/.well-known/openpgpkey/hu/nobody'),
    expected: everybody(404),
  },
  'get /.well-known/openpgpkey/{domain}/hu/{hash}': {
    path: at('/.well-known/openpgpkey/nowhere.example/hu/nobody'),
    expected: everybody(404),
  },
  'get /.well-known/security.txt': { path: at('/.well-known/security.txt'), expected: everybody(200) },
  'get /livez': { path: at('/livez'), expected: everybody(200) },
  'get /readyz': { path: at('/readyz'), expected: everybody(200) },
  'get /healthz/pipeline': { path: at('/healthz/pipeline'), expected: everybody(200) },
  'get /metrics': { path: at('/metrics'), expected: everybody(200) },
  'get /ack/{token}': { path: at(`/ack/${UNKNOWN}`), expected: everybody(404) },
  'post /ack/{token}': { path: at(`/ack/${UNKNOWN}`), body: {}, expected: everybody(404) },
  'get /api/v1/ack/{token}': { path: at(`/api/v1/ack/${UNKNOWN}`), expected: everybody(404) },
  'post /api/v1/ack/{token}': { path: at(`/api/v1/ack/${UNKNOWN}`), body: {}, expected: everybody(404) },
  'get /first-lead/{secret}': { path: at(`/first-lead/${UNKNOWN}`), expected: everybody(404) },
  'post /first-lead/{secret}': {
    path: at(`/first-lead/${UNKNOWN}`),
    body: { email: 'mallory@evil.example', name: 'Mallory', password: 'a long password' },
    expected: everybody(404),
  },
  'post /api/v1/session': {
    path: at('/api/v1/session'),
    body: { email: 'mallory@evil.example', password: 'a guess' },
    expected: everybody(401),
  },
  'get /api/v1/session': {
    path: at('/api/v1/session'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'delete /api/v1/session': { path: at('/api/v1/session'), expected: everybody(204) },
  'post /api/v1/session/passkey/options': {
    path: at('/api/v1/session/passkey/options'),
    expected: everybody(200),
  },
  'post /api/v1/session/passkey': {
    path: at('/api/v1/session/passkey'),
    body: {
      credential: {
        id: 'AA',
        rawId: 'AA',
        type: 'public-key',
        response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
      },
    },
    expected: everybody(401),
  },
  // No OpenID provider is set up here.
  'get /api/v1/session/oidc': { path: at('/api/v1/session/oidc'), expected: everybody(404) },
  'get /api/v1/session/oidc/callback': {
    path: at(`/api/v1/session/oidc/callback?code=${UNKNOWN}&state=${UNKNOWN}`),
    expected: everybody(400),
  },
  'get /sign-in': { path: at('/sign-in'), expected: everybody(200) },
  'get /account': { path: at('/account'), expected: everybody(302) },
  'get /browser.js': { path: at('/browser.js'), expected: everybody(200) },
  'get /sign-in.js': { path: at('/sign-in.js'), expected: everybody(200) },
  'get /api/v1/account/passkeys': { path: at('/api/v1/account/passkeys'), expected: inPerson(200) },
  'post /api/v1/account/passkeys/options': {
    path: at('/api/v1/account/passkeys/options'),
    expected: inPerson(200),
  },
  'post /api/v1/account/passkeys': {
    path: at('/api/v1/account/passkeys'),
    body: {},
    expected: inPerson(400),
  },
  'put /api/v1/account/passkeys/{id}/name': {
    path: at(`/api/v1/account/passkeys/${NOWHERE}/name`),
    body: { name: 'mine' },
    expected: inPerson(404),
  },
  'delete /api/v1/account/passkeys/{id}': {
    path: at(`/api/v1/account/passkeys/${NOWHERE}`),
    expected: inPerson(404),
  },
  'post /api/v1/account/totp': { path: at('/api/v1/account/totp'), expected: inPerson(201) },
  'post /api/v1/account/totp/confirmation': {
    path: at('/api/v1/account/totp/confirmation'),
    body: { code: '123456' },
    expected: inPerson(400),
  },
  'delete /api/v1/account/totp': { path: at('/api/v1/account/totp'), expected: inPerson(204) },
  'post /api/v1/account/recovery-codes': {
    path: at('/api/v1/account/recovery-codes'),
    expected: inPerson(201),
  },
  'get /api/v1/account/identities': { path: at('/api/v1/account/identities'), expected: inPerson(200) },
  'post /api/v1/account/identities': { path: at('/api/v1/account/identities'), expected: inPerson(404) },
  'delete /api/v1/account/identities/{id}': {
    path: at(`/api/v1/account/identities/${NOWHERE}`),
    expected: inPerson(404),
  },
  'post /api/v1/reports': {
    path: at('/api/v1/reports'),
    body: { summary: 'A drill', exercise: true },
    expected: { ...signedIn(201, 'write'), submitOnly: 201 },
  },
  'get /api/v1/reports': { path: at('/api/v1/reports'), expected: signedIn(200, 'read') },
  'get /api/v1/reports/{id}': {
    path: ({ report }) => `/api/v1/reports/${report}`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // It is TLP:AMBER: for that nobody need consent.
  'post /api/v1/reports/{id}/tlp-consent': {
    path: ({ report }) => `/api/v1/reports/${report}/tlp-consent`,
    body: { to: 'AMBER' },
    expected: signedIn(409, 'write'),
    foreign: 404,
  },
  // Nobody waits for a word on the report of somebody whom we know.
  'post /api/v1/reports/{id}/acceptance': {
    path: ({ report }) => `/api/v1/reports/${report}/acceptance`,
    body: { reason: 'Seen it ourselves' },
    expected: staff(409, 'write'),
    foreign: 403,
  },
  'post /api/v1/reports/{id}/rejection': {
    path: ({ report }) => `/api/v1/reports/${report}/rejection`,
    body: { reason: 'Not so' },
    expected: staff(409, 'write'),
    foreign: 403,
  },
  // The public side asks nobody who they are; an empty body is faulty for all.
  'get /report': { path: at('/report'), expected: everybody(200) },
  'post /report': { path: at('/report'), body: {}, expected: everybody(400) },
  'get /report-proof/{secret}': { path: at(`/report-proof/${UNKNOWN}`), expected: everybody(404) },
  'post /report-proof/{secret}': {
    path: at(`/report-proof/${UNKNOWN}`),
    body: {},
    expected: everybody(404),
  },
  'post /api/v1/public/reports': {
    path: at('/api/v1/public/reports'),
    body: {},
    expected: everybody(400),
  },
  'get /api/v1/public/reports': { path: at('/api/v1/public/reports'), expected: staff(200, 'read') },
  'get /api/v1/public/reports/{id}': {
    path: at('/api/v1/public/reports/01890a5d-ac96-774b-bcce-b302099a8057'),
    expected: staff(404, 'read'),
  },
  'get /api/v1/board': { path: at('/api/v1/board'), expected: staff(200, 'read') },
  'get /api/v1/events': {
    path: at('/api/v1/events'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'get /api/v1/kinds': {
    path: at('/api/v1/kinds'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'get /api/v1/incidents': { path: at('/api/v1/incidents'), expected: signedIn(200, 'read') },
  'get /api/v1/incidents/{id}': { path: incident(''), expected: signedIn(200, 'read'), foreign: 404 },
  // Whoever may edit is asked for If-Match.
  'patch /api/v1/incidents/{id}': {
    path: incident(''),
    body: { title: 'Taken over' },
    expected: staff(428, 'write'),
    foreign: 403,
  },
  // Nobody gets there by hand, and whoever may move it is told so.
  'post /api/v1/incidents/{id}/transitions': {
    path: incident('/transitions'),
    body: { to: 'duplicate' },
    expected: staff(409, 'write'),
    foreign: 403,
  },
  // Whoever may join and part incidents is asked for the reason.
  'post /api/v1/incidents/{id}/merge': {
    path: incident('/merge'),
    body: {},
    expected: staff(400, 'write'),
    foreign: 403,
  },
  'post /api/v1/incidents/{id}/split': {
    path: incident('/split'),
    body: {},
    expected: staff(400, 'write'),
    foreign: 403,
  },
  'get /api/v1/incidents/{id}/timeline': {
    path: incident('/timeline'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/incidents/{id}/reports': {
    path: incident('/reports'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/incidents/{id}/affected': {
    path: incident('/affected'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/incidents/{id}/export': {
    path: incident('/export?format=json'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'put /api/v1/incidents/{id}/affected/{operatorId}': {
    path: ({ incident: id, operatorId }) => `/api/v1/incidents/${id}/affected/${operatorId}`,
    body: { state: 'investigating' },
    expected: signedIn(200, 'write'),
    foreign: 404,
  },
  // They name every operator that is touched.
  'get /api/v1/incidents/{id}/overview': {
    path: incident('/overview'),
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/incidents/{id}/related': {
    path: incident('/related'),
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/incidents/{id}/threads/{operatorId}': {
    path: (things) => `/api/v1/incidents/${things.incident}/threads/${things.operatorId}`,
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/incidents/{id}/notes': {
    path: incident('/notes'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'post /api/v1/incidents/{id}/notes': {
    path: incident('/notes'),
    body: { body: 'Looking' },
    expected: signedIn(201, 'write'),
    foreign: 404,
  },
  'get /api/v1/incidents/{id}/attachments': {
    path: incident('/attachments'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // Whoever may is told to send a file.
  'post /api/v1/incidents/{id}/attachments': {
    path: incident('/attachments'),
    expected: signedIn(400, 'write'),
    foreign: 404,
  },
  'get /api/v1/attachments/{id}': {
    path: ({ attachment }) => `/api/v1/attachments/${attachment}`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/incidents/{id}/notifications': {
    path: incident('/notifications'),
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'post /api/v1/incidents/{id}/notifications': {
    path: incident('/notifications'),
    body: { template: 'notice', audience: { reporter: true }, preview: true },
    expected: staff(200, 'write'),
    foreign: 403,
  },
  'get /api/v1/templates': { path: at('/api/v1/templates'), expected: staff(200, 'read') },
  'get /api/v1/templates/{name}': { path: at('/api/v1/templates/notice'), expected: staff(200, 'read') },
  'get /api/v1/incidents/{id}/deliveries': {
    path: incident('/deliveries'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // The CERT asks, and is asked nothing.
  'get /api/v1/asks': {
    path: at('/api/v1/asks'),
    expected: { ...everybody(403), nobody: 401, operator: 200, operatorInPerson: 200 },
  },
  'get /api/v1/notifications': { path: at('/api/v1/notifications'), expected: staff(200, 'read') },
  // It went out at once: there is nothing to decide, and whoever may decide is told so.
  'post /api/v1/notifications/{id}/approval': {
    path: ({ notification }) => `/api/v1/notifications/${notification}/approval`,
    body: { decision: 'approve' },
    expected: staff(409, 'write'),
    foreign: 403,
  },
  'get /api/v1/notifications/{id}': {
    path: ({ notification }) => `/api/v1/notifications/${notification}`,
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/deliveries/{id}/raw': {
    path: ({ delivery }) => `/api/v1/deliveries/${delivery}/raw`,
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'post /api/v1/deliveries/{id}/acknowledgement': {
    path: ({ delivery }) => `/api/v1/deliveries/${delivery}/acknowledgement`,
    body: { answer: 'seen' },
    expected: signedIn(200, 'write'),
    foreign: 404,
  },
  'get /api/v1/tlds': { path: at('/api/v1/tlds'), expected: signedIn(200, 'read') },
  'get /api/v1/tlds/{label}': { path: at('/api/v1/tlds/bb'), expected: signedIn(200, 'read') },
  'get /api/v1/operators': { path: at('/api/v1/operators'), expected: signedIn(200, 'read') },
  // Who runs which TLD is public knowledge; whom to reach there is not.
  'get /api/v1/operators/{slug}': {
    path: ({ slug }) => `/api/v1/operators/${slug}`,
    expected: signedIn(200, 'read'),
    foreign: 200,
  },
  'get /api/v1/operators/{slug}/contacts': {
    path: ({ slug }) => `/api/v1/operators/${slug}/contacts`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'post /api/v1/operators/{slug}/contacts': {
    path: ({ slug }) => `/api/v1/operators/${slug}/contacts`,
    body: {},
    expected: { ...signedIn(400, 'write'), responder: 403 },
    foreign: 404,
  },
  'get /api/v1/contacts/{id}': {
    path: ({ contact }) => `/api/v1/contacts/${contact}`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // Whoever may edit is asked for If-Match.
  'patch /api/v1/contacts/{id}': {
    path: ({ contact }) => `/api/v1/contacts/${contact}`,
    body: { email: 'mallory@evil.example' },
    expected: { ...signedIn(428, 'write'), responder: 403 },
    foreign: 404,
  },
  'delete /api/v1/contacts/{id}': {
    path: ({ contact }) => `/api/v1/contacts/${contact}`,
    expected: { ...signedIn(428, 'write'), responder: 403 },
    foreign: 404,
  },
  'put /api/v1/contacts/{id}/key': {
    path: ({ contact }) => `/api/v1/contacts/${contact}/key`,
    body: { key: 'no key' },
    expected: { ...signedIn(400, 'write'), responder: 403 },
    foreign: 404,
  },
  // There is none to take away.
  'delete /api/v1/contacts/{id}/key': {
    path: ({ contact }) => `/api/v1/contacts/${contact}/key`,
    expected: { ...signedIn(409, 'write'), responder: 403 },
    foreign: 404,
  },
  'get /api/v1/keys/{fingerprint}': {
    path: at(`/api/v1/keys/${'0'.repeat(40)}`),
    expected: signedIn(404, 'read'),
  },
  'get /api/v1/operators/{slug}/contact-changes': {
    path: ({ slug }) => `/api/v1/operators/${slug}/contact-changes`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/contact-changes': { path: at('/api/v1/contact-changes'), expected: staff(200, 'read') },
  'get /api/v1/contact-changes/{id}': {
    path: ({ change }) => `/api/v1/contact-changes/${change}`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // Nobody has a key of this operator, and whoever may confirm is told so.
  'post /api/v1/contact-changes/{id}/confirmation': {
    path: ({ change }) => `/api/v1/contact-changes/${change}/confirmation`,
    body: { signature: 'no signature' },
    expected: signedIn(409, 'write'),
    foreign: 404,
  },
  'post /api/v1/contact-changes/{id}/call-back': {
    path: ({ change }) => `/api/v1/contact-changes/${change}/call-back`,
    body: {},
    expected: leads(400),
    foreign: 403,
  },
  'post /api/v1/contact-changes/{id}/freeze-override': {
    path: ({ change }) => `/api/v1/contact-changes/${change}/freeze-override`,
    body: { reason: 'It cannot wait for the end of it' },
    expected: staff(409, 'write'),
    foreign: 403,
  },
  'post /api/v1/contact-changes/{id}/refusal': {
    path: ({ change }) => `/api/v1/contact-changes/${change}/refusal`,
    body: {},
    expected: { ...signedIn(400, 'write'), responder: 403 },
    foreign: 404,
  },
  'get /contact-change/{secret}': { path: at(`/contact-change/${UNKNOWN}`), expected: everybody(404) },
  'post /contact-change/{secret}': {
    path: at(`/contact-change/${UNKNOWN}`),
    body: { answer: 'confirm' },
    expected: everybody(404),
  },
  'get /api/v1/operators/{slug}/speakers': {
    path: ({ slug }) => `/api/v1/operators/${slug}/speakers`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  // Whoever may give the right is asked whom and why.
  'post /api/v1/operators/{slug}/speakers': {
    path: ({ slug }) => `/api/v1/operators/${slug}/speakers`,
    body: {},
    expected: leads(400),
    foreign: 403,
  },
  'patch /api/v1/operators/{slug}/speakers/{id}': {
    path: ({ slug }) => `/api/v1/operators/${slug}/speakers/${NOWHERE}`,
    body: {},
    expected: leads(404),
    foreign: 403,
  },
  'delete /api/v1/operators/{slug}/speakers/{id}': {
    path: ({ slug }) => `/api/v1/operators/${slug}/speakers/${NOWHERE}`,
    expected: leads(404),
    foreign: 403,
  },
  'get /api/v1/rootzones': { path: at('/api/v1/rootzones'), expected: signedIn(200, 'read') },
  // No root zone was imported here.
  'get /api/v1/rootzones/{a}/difference/{b}': {
    path: at('/api/v1/rootzones/2026010100/difference/2026010101'),
    expected: signedIn(404, 'read'),
  },
  'get /api/v1/audit': {
    path: at('/api/v1/audit'),
    expected: leads(200),
  },
  'get /api/v1/health': { path: at('/api/v1/health'), expected: staff(200, 'read') },
  'get /queues': { path: at('/queues'), expected: leadInPerson(200) },
  'get /queues/{path}': { path: at('/queues/api/queues'), expected: leadInPerson(200) },
  'get /api/v1/inbox': { path: at('/api/v1/inbox'), expected: staff(200, 'read') },
  'get /api/v1/inbox/{id}': { path: at(`/api/v1/inbox/${NOWHERE}`), expected: staff(404, 'read') },
  'get /api/v1/inbox/{id}/files/{n}': {
    path: at(`/api/v1/inbox/${NOWHERE}/files/1`),
    expected: staff(404, 'read'),
  },
  'get /api/v1/inbox/{id}/raw': { path: at(`/api/v1/inbox/${NOWHERE}/raw`), expected: staff(404, 'read') },
  'get /api/v1/quarantine': { path: at('/api/v1/quarantine'), expected: staff(200, 'read') },
  // Nothing was put aside.
  'post /api/v1/quarantine/{kind}/{id}/retry': {
    path: at(`/api/v1/quarantine/report/${NOWHERE}/retry`),
    body: {},
    expected: staff(404, 'write'),
  },
  'post /api/v1/quarantine/{kind}/{id}/discard': {
    path: at(`/api/v1/quarantine/report/${NOWHERE}/discard`),
    body: { reason: 'Not needed' },
    expected: staff(404, 'write'),
  },
  'get /api/v1/stats/threats': {
    path: at('/api/v1/stats/threats'),
    expected: { ...staff(200, 'read'), observer: 200 },
  },
  'get /api/v1/stats/response-times': {
    path: at('/api/v1/stats/response-times'),
    expected: { ...staff(200, 'read'), observer: 200 },
  },
  'get /api/v1/evidence': {
    path: at('/api/v1/evidence'),
    expected: { ...staff(200, 'read'), observer: 200 },
  },
  'get /api/v1/evidence/csv': {
    path: at('/api/v1/evidence/csv'),
    expected: { ...staff(200, 'read'), observer: 200 },
  },
  'get /api/v1/evidence/document': {
    path: at('/api/v1/evidence/document'),
    expected: { ...staff(200, 'read'), observer: 200 },
  },
  'get /api/v1/incidents/{id}/regulator-drafts/{kind}': {
    path: incident('/regulator-drafts/early-warning'),
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/incidents/{id}/regulator-drafts/{kind}/document': {
    path: incident('/regulator-drafts/final/document'),
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /evidence': { path: at('/evidence'), expected: everybody(404) },
  'get /api/v1/contact-packs': {
    path: at('/api/v1/contact-packs'),
    expected: { ...staff(200, 'read'), responder: 403, readOnly: 403 },
  },
  'get /api/v1/contact-packs/{month}/recipients': {
    path: at('/api/v1/contact-packs/2001-01/recipients'),
    expected: { ...staff(404, 'read'), responder: 403, readOnly: 403 },
  },
  'get /api/v1/drills': { path: at('/api/v1/drills'), expected: staff(200, 'read') },
  // A faulty one, so that nobody is mailed.
  'post /api/v1/drills': { path: at('/api/v1/drills'), body: { answerWithin: 0 }, expected: leads(400) },
  'get /api/v1/drills/{id}': { path: at(`/api/v1/drills/${NOWHERE}`), expected: staff(404, 'read') },
  'post /api/v1/drills/{id}/approval': {
    path: at(`/api/v1/drills/${NOWHERE}/approval`),
    expected: staff(404, 'write'),
  },
  'get /api/v1/drills/{id}/operators': {
    path: at(`/api/v1/drills/${NOWHERE}/operators`),
    expected: staff(404, 'read'),
  },
  'get /drill/{token}': { path: at(`/drill/${UNKNOWN}`), expected: everybody(404) },
  'post /drill/{token}': { path: at(`/drill/${UNKNOWN}`), body: {}, expected: everybody(404) },
  'get /api/v1/deadlines': { path: at('/api/v1/deadlines'), expected: staff(200, 'read') },
  'get /api/v1/deadlines/{id}': { path: at(`/api/v1/deadlines/${NOWHERE}`), expected: staff(404, 'read') },
  'post /api/v1/deadlines/{id}/acknowledgement': {
    path: at(`/api/v1/deadlines/${NOWHERE}/acknowledgement`),
    body: {},
    expected: staff(404, 'write'),
  },
  'get /api/v1/incidents/{id}/deadlines': {
    path: ({ incident }) => `/api/v1/incidents/${incident}/deadlines`,
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'post /api/v1/incidents/{id}/awareness': {
    path: ({ incident }) => `/api/v1/incidents/${incident}/awareness`,
    body: { awareAt: '2026-01-01T00:00:00Z', reason: 'They said so' },
    expected: staff(200, 'write'),
    foreign: 403,
  },
  // Faulty ones, which change no clock.
  'post /api/v1/incidents/{id}/filings': {
    path: ({ incident }) => `/api/v1/incidents/${incident}/filings`,
    body: { kind: 'nis2_final', filedAt: '9999-01-01T00:00:00Z' },
    expected: staff(400, 'write'),
    foreign: 403,
  },
  'post /api/v1/incidents/{id}/outages': {
    path: ({ incident }) => `/api/v1/incidents/${incident}/outages`,
    body: { tld: 'aa', service: 'dns', from: '2026-01-01T00:00:00Z', corrects: NOWHERE, reason: 'Seen' },
    expected: staff(400, 'write'),
    foreign: 403,
  },
  'post /api/v1/incidents/{id}/embargo': {
    path: ({ incident }) => `/api/v1/incidents/${incident}/embargo`,
    body: { until: '2001-01-01T00:00', reason: 'Their wish' },
    expected: staff(400, 'write'),
    foreign: 403,
  },
  'post /api/v1/significance': {
    path: at('/api/v1/significance'),
    body: { entity: 'tld_registry' },
    expected: staff(200, 'read'),
  },
  'get /api/v1/calls': { path: at('/api/v1/calls'), expected: staff(200, 'read') },
  'get /api/v1/calls/{id}': { path: at(`/api/v1/calls/${NOWHERE}`), expected: staff(404, 'read') },
  'post /api/v1/calls/{id}/outcome': {
    path: at(`/api/v1/calls/${NOWHERE}/outcome`),
    body: { outcome: 'reached' },
    expected: staff(404, 'write'),
  },
  'get /api/v1/pages': { path: at('/api/v1/pages'), expected: staff(200, 'read') },
  'get /api/v1/rota': { path: at('/api/v1/rota'), expected: staff(200, 'read') },
  // Without If-Match.
  'put /api/v1/rota': {
    path: at('/api/v1/rota'),
    body: { members: [NOWHERE], firstHandOver: '2026-03-02T09:00', zone: 'UTC' },
    expected: leads(428),
  },
  'post /api/v1/rota/overrides': {
    path: at('/api/v1/rota/overrides'),
    body: { userId: NOWHERE, from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', reason: 'Away' },
    expected: staff(400, 'write'),
  },
  'delete /api/v1/rota/overrides/{id}': {
    path: at(`/api/v1/rota/overrides/${NOWHERE}`),
    expected: staff(404, 'write'),
  },
  'post /api/v1/rota/hand-over': {
    path: at('/api/v1/rota/hand-over'),
    body: { to: NOWHERE },
    expected: staff(409, 'write'),
  },
  'post /api/v1/rota/feed': { path: at('/api/v1/rota/feed'), expected: leadInPerson(201) },
  'get /api/v1/account/paging': { path: at('/api/v1/account/paging'), expected: staff(200, 'read') },
  'put /api/v1/account/paging': {
    path: at('/api/v1/account/paging'),
    body: {},
    expected: leadInPerson(200),
  },
  'get /duty/{token}': { path: at(`/duty/${UNKNOWN}`), expected: everybody(404) },
  'get /api/v1/key-room/own': { path: at('/api/v1/key-room/own'), expected: staff(200, 'read') },
  'get /api/v1/key-room/contacts': { path: at('/api/v1/key-room/contacts'), expected: staff(200, 'read') },
  'get /api/v1/key-room/contacts/counts': {
    path: at('/api/v1/key-room/contacts/counts'),
    expected: staff(200, 'read'),
  },
  'get /api/v1/key-room/contacts/{id}/encryption': {
    path: ({ contact }) => `/api/v1/key-room/contacts/${contact}/encryption`,
    expected: staff(200, 'read'),
    foreign: 403,
  },
  'get /api/v1/key-room/ids/{id}': {
    path: at(`/api/v1/key-room/ids/${'0'.repeat(16)}`),
    expected: staff(200, 'read'),
  },
  'get /api/v1/incidents/{id}/record': {
    path: incident('/record'),
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'get /api/v1/reports/{id}/record': {
    path: ({ report }) => `/api/v1/reports/${report}/record`,
    expected: signedIn(200, 'read'),
    foreign: 404,
  },
  'post /api/v1/incidents/{id}/facts': {
    path: incident('/facts'),
    body: { what: 'It began', from: '2026-01-01T00:00:00Z' },
    expected: signedIn(201, 'write'),
    foreign: 404,
  },
  'post /api/v1/incidents/{id}/timeline/{index}/erasure': {
    path: incident('/timeline/999/erasure'),
    body: { reason: 'A home address' },
    expected: leads(409),
    foreign: 403,
  },
  'get /api/v1/record/checkpoint': {
    path: at('/api/v1/record/checkpoint'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'post /api/v1/record/cosignatures': {
    path: at('/api/v1/record/cosignatures'),
    body: { size: 0, line: 'x' },
    expected: { ...signedIn(400, 'write'), observer: 400 },
  },
  'get /api/v1/record/entries': {
    path: at('/api/v1/record/entries'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'get /api/v1/record/proof': {
    path: at('/api/v1/record/proof?from=0'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'get /api/v1/stats/gaps': { path: at('/api/v1/stats/gaps'), expected: staff(200, 'read') },
  'get /api/v1/stats/gaps/{gap}': { path: at('/api/v1/stats/gaps/no_key'), expected: staff(200, 'read') },
  'get /invitation/{secret}': { path: at(`/invitation/${UNKNOWN}`), expected: everybody(404) },
  'post /invitation/{secret}': {
    path: at(`/invitation/${UNKNOWN}`),
    body: { name: 'Mallory', password: 'a long password' },
    expected: everybody(404),
  },
  // Whoever may invite is told what is missing.
  'post /api/v1/invitations': { path: at('/api/v1/invitations'), body: {}, expected: leadInPerson(400) },
  'get /api/v1/invitations': { path: at('/api/v1/invitations'), expected: leadInPerson(200) },
  'delete /api/v1/invitations/{id}': {
    path: at(`/api/v1/invitations/${NOWHERE}`),
    expected: leadInPerson(404),
  },
  'get /api/v1/users': { path: at('/api/v1/users'), expected: signedIn(200, 'read') },
  // Responders see the staff.
  'get /api/v1/users/{id}': {
    path: person(),
    expected: { ...signedIn(200, 'read'), responder: 404, readOnly: 404 },
    foreign: 404,
  },
  'patch /api/v1/users/{id}': {
    path: person(),
    body: { role: 'observer' },
    expected: leadInPerson(428),
    foreign: 403,
  },
  'post /api/v1/users/{id}/deactivation': {
    path: person('/deactivation'),
    body: {},
    expected: leadInPerson(400),
    foreign: 403,
  },
  // Nobody was deactivated.
  'delete /api/v1/users/{id}/deactivation': {
    path: person('/deactivation'),
    expected: leadInPerson(200),
    foreign: 403,
  },
  'get /api/v1/users/{id}/sessions': {
    path: person('/sessions'),
    expected: leadInPerson(200),
    foreign: 403,
  },
  'delete /api/v1/users/{id}/sessions': {
    path: person('/sessions'),
    expected: leadInPerson(204),
    foreign: 403,
  },
  'get /api/v1/users/{id}/tokens': { path: person('/tokens'), expected: leadInPerson(200), foreign: 403 },
  'delete /api/v1/users/{id}/tokens/{tokenId}': {
    path: person(`/tokens/${NOWHERE}`),
    expected: leadInPerson(404),
    foreign: 403,
  },
  'get /api/v1/account': {
    path: at('/api/v1/account'),
    expected: { ...signedIn(200, 'read'), observer: 200 },
  },
  'patch /api/v1/account': { path: at('/api/v1/account'), body: { name: 'Other' }, expected: inPerson(428) },
  'post /api/v1/account/password': {
    path: at('/api/v1/account/password'),
    body: {},
    expected: inPerson(400),
  },
  'get /api/v1/account/sessions': { path: at('/api/v1/account/sessions'), expected: inPerson(200) },
  'delete /api/v1/account/sessions': { path: at('/api/v1/account/sessions'), expected: inPerson(204) },
  'delete /api/v1/account/sessions/{id}': {
    path: at(`/api/v1/account/sessions/${NOWHERE}`),
    expected: inPerson(404),
  },
  'get /api/v1/account/tokens': { path: at('/api/v1/account/tokens'), expected: inPerson(200) },
  'post /api/v1/account/tokens': { path: at('/api/v1/account/tokens'), body: {}, expected: inPerson(400) },
  'delete /api/v1/account/tokens/{id}': {
    path: at(`/api/v1/account/tokens/${NOWHERE}`),
    expected: inPerson(404),
  },
  'post /api/v1/password-resets': {
    path: at('/api/v1/password-resets'),
    body: { email: 'mallory@evil.example' },
    expected: everybody(202),
  },
  'get /password-reset': { path: at('/password-reset'), expected: everybody(200) },
  'post /password-reset': {
    path: at('/password-reset'),
    body: { email: 'mallory@evil.example' },
    expected: everybody(202),
  },
  'get /password-reset/{secret}': { path: at(`/password-reset/${UNKNOWN}`), expected: everybody(404) },
  'post /password-reset/{secret}': {
    path: at(`/password-reset/${UNKNOWN}`),
    body: { password: 'a long password' },
    expected: everybody(404),
  },
  // No root zone was imported here, which only those who may ask are told.
  'post /api/v1/impact': {
    path: at('/api/v1/impact'),
    body: { resources: [{ type: 'tld', value: 'aa' }] },
    expected: signedIn(409, 'read'),
  },
  'post /api/v1/impact/picture': {
    path: at('/api/v1/impact/picture'),
    body: { resources: [{ type: 'tld', value: 'aa' }] },
    expected: signedIn(409, 'read'),
  },
};

/** Columns that are a field of the body as well: the caller may say them, and they go where they belong. */
const LEGITIMATE: Record<string, string[]> = {
  'patch /api/v1/account': ['name'],
  'post /api/v1/account/passkeys': ['name'],
  'put /api/v1/account/passkeys/{id}/name': ['name'],
  'post /api/v1/account/tokens': ['expiresAt', 'name', 'scopes'],
  'post /api/v1/advisories': ['body', 'incidentId', 'language', 'summary', 'title'],
  'post /api/v1/advisories/{id}/publication': ['correction'],
  'post /api/v1/advisories/{id}/withdrawal': ['reason'],
  'post /api/v1/contact-changes/{id}/call-back': ['number', 'reason'],
  'post /api/v1/contact-changes/{id}/freeze-override': ['reason'],
  'post /api/v1/contact-changes/{id}/refusal': ['reason'],
  'patch /api/v1/advisories/{id}': ['body', 'incidentId', 'language', 'summary', 'title'],
  'patch /api/v1/contacts/{id}': ['email', 'encryption', 'language', 'name', 'phone', 'role', 'timezone'],
  'post /api/v1/deliveries/{id}/acknowledgement': ['answer', 'comment'],
  'post /api/v1/drills': ['answerWithin', 'note'],
  'post /api/v1/calls/{id}/outcome': ['note', 'outcome'],
  'post /api/v1/deadlines/{id}/acknowledgement': ['reason'],
  'post /api/v1/incidents/{id}/awareness': ['operatorId', 'reason'],
  'post /api/v1/incidents/{id}/embargo': ['reason'],
  'post /api/v1/incidents/{id}/facts': ['what'],
  'post /api/v1/incidents/{id}/filings': ['kind', 'operatorId'],
  'post /api/v1/incidents/{id}/outages': ['reason'],
  'post /api/v1/rota/hand-over': ['note'],
  'post /api/v1/rota/overrides': ['reason', 'userId'],
  'put /api/v1/account/paging': ['language', 'phone'],
  'post /api/v1/impact': ['resources'],
  'post /api/v1/impact/picture': ['resources'],
  'patch /api/v1/incidents/{id}': ['kind', 'reason', 'severity', 'summary', 'title', 'tlp'],
  'put /api/v1/incidents/{id}/affected/{operatorId}': ['reason', 'serviceState', 'state'],
  'post /api/v1/incidents/{id}/merge': ['reason'],
  'post /api/v1/incidents/{id}/notes': ['body'],
  'post /api/v1/incidents/{id}/notifications': ['audience', 'body', 'subject', 'template', 'tlp'],
  'post /api/v1/incidents/{id}/split': ['reason', 'title'],
  'post /api/v1/incidents/{id}/timeline/{index}/erasure': ['reason'],
  'post /api/v1/incidents/{id}/transitions': ['reason'],
  'post /api/v1/invitations': ['email', 'name', 'role'],
  'post /api/v1/lists': [
    'address',
    'description',
    'encryptedOnly',
    'kind',
    'membership',
    'name',
    'open',
    'posting',
    'slug',
    'tlp',
  ],
  'post /api/v1/alerts/{id}/stop': ['reason'],
  'post /api/v1/lists/{slug}/alerts': ['body', 'incidentId', 'subject', 'tlp'],
  'post /api/v1/lists/{slug}/rules': [
    'countries',
    'holdMinutes',
    'kinds',
    'mostAlerts',
    'name',
    'severity',
    'tlds',
    'tlp',
    'windowMinutes',
  ],
  'post /api/v1/lists/{slug}/subscriptions': ['email', 'language', 'name', 'timezone'],
  'post /api/v1/notifications/{id}/approval': ['decision', 'reason'],
  'post /api/v1/operators/{slug}/contacts': [
    'email',
    'encryption',
    'language',
    'name',
    'phone',
    'role',
    'timezone',
  ],
  'post /api/v1/operators/{slug}/speakers': ['email', 'reason', 'userId'],
  'patch /api/v1/lists/{slug}': ['description', 'encryptedOnly', 'name', 'open', 'posting', 'state', 'tlp'],
  'patch /api/v1/operators/{slug}/speakers/{id}': ['reason'],
  'post /api/v1/password-resets': ['email'],
  'post /api/v1/public/reports': [
    'description',
    'detectedAt',
    'exercise',
    'kind',
    'nis2',
    'occurredAt',
    'ongoing',
    'reporter',
    'resources',
    'severity',
    'summary',
    'tlp',
  ],
  'post /api/v1/quarantine/{kind}/{id}/discard': ['reason'],
  'post /api/v1/quarantine/{kind}/{id}/retry': ['reason'],
  'post /api/v1/reports': [
    'description',
    'detectedAt',
    'exercise',
    'kind',
    'nis2',
    'occurredAt',
    'ongoing',
    'resources',
    'severity',
    'summary',
    'tlp',
  ],
  'post /api/v1/reports/{id}/acceptance': ['reason'],
  'post /api/v1/reports/{id}/rejection': ['reason'],
  'post /api/v1/reports/{id}/tlp-consent': ['reason', 'statement'],
  'post /api/v1/session': ['email'],
  'patch /api/v1/users/{id}': ['name', 'role'],
  'post /api/v1/users/{id}/deactivation': ['reason'],
  // Pages and their API name no schema: what they take stands here.
  'post /ack/{token}': ['answer', 'comment'],
  'post /api/v1/ack/{token}': ['answer', 'comment'],
  'post /first-lead/{secret}': ['email', 'name'],
  'post /contact-change/{secret}': ['answer'],
  'post /invitation/{secret}': ['name'],
  'post /lists/{slug}': ['email'],
  'post /password-reset': ['email'],
};

/** A page with a button and no field: whatever is sent with it is not read. */
const READS_NO_BODY = [
  'post /drill/{token}',
  'post /list-confirm/{secret}',
  'post /report-proof/{secret}',
  'post /unsubscribe/{token}',
];

describe(`nobody does what its role may not (queues on ${QUEUES})`, () => {
  let test: TestService;
  let callers: Record<(typeof TOKEN_CALLERS)[number], Api>;
  let own: Things;
  let foreign: Things;

  beforeAll(async () => {
    test = await TestService.start();
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, name: `Noc of ${letter}`, role: 'security' }],
      });
    callers = {
      nobody: test.api(),
      operator: await test.signUp('operator', {
        operator: 'registry-a',
        email: 'duty@registry-a.example',
        password: PASSWORD,
      }),
      responder: await test.signUp('responder'),
      lead: await test.signUp('lead', { email: 'lead@staff.example', password: PASSWORD }),
      observer: await test.signUp('observer'),
      submitOnly: await test.signUp('operator', { operator: 'registry-a', scopes: ['report:submit'] }),
      readOnly: await test.signUp('responder', { scopes: ['read'] }),
    };
    own = await thingsOf(callers.operator, 'registry-a', 'aa');
    foreign = await thingsOf(
      await test.signUp('operator', { operator: 'registry-b', email: 'duty@registry-b.example' }),
      'registry-b',
      'bb',
    );
  });
  afterAll(() => test.stop());

  /** Files a report that becomes an incident, of which the operator is told. */
  async function thingsOf(operator: Api, slug: string, tld: string): Promise<Things> {
    const filed = await operator.post<{ id: string }>('reports', {
      summary: `Nothing resolves under .${tld}, all name servers down`,
      severity: 'critical',
      ongoing: true,
      resources: [{ type: 'tld', value: tld }],
    });
    await test.settled();
    const operatorId = await test.operatorId(slug);
    const [row] = await test.sql<Pick<Things, 'incident' | 'delivery' | 'notification'>>(
      `SELECT incident_id AS incident, id AS delivery, notification_id AS notification FROM deliveries
        WHERE operator_id = $1 AND contact_id IS NOT NULL`,
      [operatorId],
    );
    if (row === undefined) throw new Error(`nobody of ${slug} was told`);
    const form = new FormData();
    form.append('file', new Blob(['Secret bytes']), 'secret.txt');
    const attached = await operator.send<{ id: string }>(`incidents/${row.incident}/attachments`, form);
    const { body: who } = await operator.get<{ userId: string }>('session');
    const contact = await test.sql<{ id: string }>('SELECT id FROM contacts WHERE operator_id = $1', [
      operatorId,
    ]);
    const asked = await operator.post<{ change: { id: string } }>(`operators/${slug}/contacts`, {
      email: `second@${slug}.example`,
      role: 'noc',
    });
    return {
      report: filed.body.id,
      operatorId,
      slug,
      attachment: attached.body.id,
      ...row,
      person: who.userId,
      contact: contact[0]?.id ?? '',
      change: asked.body.change.id,
    };
  }

  const addresses = { operatorInPerson: 'duty@registry-a.example', leadInPerson: 'lead@staff.example' };

  /** Anew each time: some operations end sessions. */
  async function inSession(who: (typeof SESSION_CALLERS)[number]): Promise<Api> {
    return test.signIn(addresses[who], PASSWORD);
  }

  /** Of mails, for the walk over bodies: behind a link that is not open none is looked at. */
  async function openLinks(lead: Api): Promise<Record<string, string>> {
    const invited = { email: 'invited@staff.example', role: 'responder' };
    expect((await lead.post('invitations', invited)).status).toBe(201);
    expect((await test.api().post('password-resets', { email: addresses.leadInPerson })).status).toBe(202);
    const linkTo = (page: string) =>
      messagesOf(test.sink)
        .map(({ raw }) => new RegExp(`/${page}/[\\w-]{43}`).exec(textOf(raw))?.[0])
        .findLast((link) => link !== undefined);
    const pages = ['invitation', 'password-reset', 'contact-change'];
    await until(() => pages.every((page) => linkTo(page) !== undefined));
    const list = { slug: 'everybody', name: 'Everybody', tlp: 'CLEAR', open: true };
    expect((await lead.post('lists', list)).status).toBe(201);
    return {
      ...Object.fromEntries(pages.map((page) => [`post /${page}/{secret}`, linkTo(page) ?? ''])),
      'post /lists/{slug}': '/lists/everybody',
    };
  }

  async function ask(caller: Caller, name: string, operation: Operation, things: Things): Promise<Answer> {
    const api =
      caller === 'operatorInPerson' || caller === 'leadInPerson' ? await inSession(caller) : callers[caller];
    return api.call(methodOf(name), operation.path(things), operation.body);
  }

  it('and no operation is left out', async () => {
    const document = await test
      .api()
      .get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
    const operations = Object.entries(document.body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(Object.entries(OPERATIONS))('%s', async (name, operation) => {
    const answers: [Caller, number][] = [];
    for (const caller of CALLERS) answers.push([caller, (await ask(caller, name, operation, own)).status]);
    expect(Object.fromEntries(answers)).toEqual(operation.expected);
  });

  const foreignOperations = Object.entries(OPERATIONS).filter(
    ([, { foreign: status }]) => status !== undefined,
  );

  it.each(foreignOperations)("%s of another operator's", async (name, operation) => {
    const answer = await ask('operator', name, operation, foreign);
    expect(answer.status).toBe(operation.foreign);
    expect(answer.text).not.toMatch(/@registry-b|Noc of b/);
    // What is there and hidden looks as what is not there.
    if (answer.status !== 404) return;
    const nothing = Object.fromEntries(Object.keys(own).map((key) => [key, NOWHERE])) as unknown as Things;
    const { body } = await ask('operator', name, operation, nothing);
    expect({ ...body, requestId: '' }).toEqual({ ...answer.body, requestId: '' });
  });

  it('of an incident that touches two, an operator sees no trace of the other', async () => {
    const other = await test.signUp('operator', {
      operator: 'registry-b',
      email: 'second@registry-b.example',
    });
    const id = own.incident;
    const put = await callers.responder.put(`incidents/${id}/affected/${foreign.operatorId}`, {
      state: 'not_told',
    });
    expect(put.status).toBe(200);
    const told = await callers.responder.post<{ id: string }>(`incidents/${id}/notifications`, {
      template: 'update',
      audience: { affected: true },
      body: 'We are at it.',
    });
    expect(told.status).toBe(201);
    await test.settled();
    expect((await callers.operator.post(`incidents/${id}/notes`, { body: 'Secret of a' })).status).toBe(201);
    const note = await other.post<{ id: string }>(`incidents/${id}/notes`, { body: 'Secret of b' });
    expect(note.status).toBe(201);
    const [delivery] = await test.sql<{ id: string }>(
      'SELECT id FROM deliveries WHERE operator_id = $1 AND notification_id = $2',
      [foreign.operatorId, told.body.id],
    );
    const acknowledged = await other.post(`deliveries/${delivery?.id ?? ''}/acknowledgement`, {
      answer: 'affected',
      comment: 'Secret of b',
    });
    expect(acknowledged.status).toBe(200);

    const secretsOf = (letter: string, { operatorId, slug }: Things) => [
      slug,
      `@${slug}`,
      `Noc of ${letter}`,
      `Secret of ${letter}`,
      operatorId,
    ];
    const tracesOf = async (secrets: string[], api: Api, report: string) => {
      const paths = ['', '/timeline', '/reports', '/affected', '/notes'].map(
        (rest) => `incidents/${id}${rest}`,
      );
      const traces: string[] = [];
      for (const path of [...paths, 'incidents', 'reports', `reports/${report}`]) {
        const { status, text } = await api.get(path);
        expect([path, status]).toEqual([path, 200]);
        for (const secret of secrets) if (text.includes(secret)) traces.push(`${secret} in ${path}`);
      }
      return traces;
    };
    const ofB = [
      ...secretsOf('b', foreign),
      foreign.report,
      foreign.incident,
      delivery?.id ?? '-',
      note.body.id,
    ];
    const ofA = [...secretsOf('a', own), own.report, own.delivery];
    expect(await tracesOf(ofB, callers.operator, own.report)).toEqual([]);
    expect(await tracesOf(ofA, other, foreign.report)).toEqual([]);
    // The words are there to be leaked: whose they are sees them.
    expect((await other.get(`incidents/${id}/notes`)).text).toContain('Secret of b');
  });

  it('a token that was revoked or has run out, or whose person has left, opens nothing', async () => {
    const signUps = ['revoked', 'expired', 'left'].map(async (name) => {
      const api = await test.signUp('responder', { email: `${name}@staff.example` });
      expect((await api.get('session')).status).toBe(200);
      return api;
    });
    const apis = await Promise.all(signUps);
    const token = (email: string, set: string) =>
      test.sql(`UPDATE api_tokens t SET ${set} FROM users u WHERE u.id = t.user_id AND u.email = $1`, [
        email,
      ]);
    await token('revoked@staff.example', 'revoked_at = dnscert_now()');
    await token('expired@staff.example', 'expires_at = dnscert_now()');
    await test.sql(`UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'left@staff.example'`);
    for (const api of apis) {
      const { status, headers } = await api.get('incidents');
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="dns-cert"']);
    }
    for (const authorization of ['Bearer', 'Bearer dnsc_', `Bearer dnsc_${UNKNOWN}`, `Basic ${UNKNOWN}`])
      expect((await test.api().get('incidents', { authorization })).status).toBe(401);
    const lower = { authorization: `bearer ${callers.responder.token ?? ''}` };
    expect((await test.api().get('incidents', lower)).status).toBe(200);
  });

  describe('in the great table', () => {
    let document: OpenApi;
    let number: string;
    const operationOf = (name: string) => {
      const [method = '', path = ''] = name.split(' ');
      return document.paths[path]?.[method];
    };

    beforeAll(async () => {
      document = (await test.api().get<OpenApi>('/api/openapi.json')).body;
      const [row] = await test.sql<{ number: string }>('SELECT number FROM incidents WHERE id = $1', [
        foreign.incident,
      ]);
      number = row?.number ?? '';
    });

    it(
      'no answer of any operation tells any caller what is not its own',
      async () => {
        const gone = await test.signUp('operator', {
          operator: 'registry-a',
          email: 'gone@registry-a.example',
        });
        await test.sql(
          `UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'gone@registry-a.example'`,
        );
        const email = 'late@registry-a.example';
        await test.signUp('operator', { operator: 'registry-a', email, password: 'a long password' });
        const signedIn = await test.api().post('session', { email, password: 'a long password' });
        const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
        expect((await test.api().get('session', { cookie })).status).toBe(200);
        await test.sql(
          `UPDATE sessions SET expires_at = dnscert_now() FROM users u WHERE u.id = user_id AND u.email = $1`,
          [email],
        );
        const asked: Record<string, (name: string, operation: Operation, things: Things) => Promise<Answer>> =
          {
            ...Object.fromEntries(
              CALLERS.map((caller) => [
                caller,
                (name: string, operation: Operation, things: Things) => ask(caller, name, operation, things),
              ]),
            ),
            'a token of one who left': (name, { path, body }, things) =>
              gone.call(methodOf(name), path(things), body),
            'a session that ended': (name, { path, body }, things) =>
              test.api().call(methodOf(name), path(things), body, { cookie }),
          };
        const staffs: string[] = ['responder', 'lead', 'readOnly', 'leadInPerson'];
        // Whose TLD it is stands in the directory for all; its case, its people and its words do not.
        const ofForeign = [
          '@registry-b',
          'Noc of b',
          'under .bb',
          foreign.report,
          foreign.incident,
          foreign.delivery,
          foreign.notification,
          number,
        ];
        const secrets = ['$argon2', ...Object.values(callers).flatMap(({ token }) => token ?? [])];
        const leaks: string[] = [];
        let answers = 0;
        for (const [name, operation] of Object.entries(OPERATIONS))
          for (const [whose, things] of [
            ['own', own],
            ['foreign', foreign],
          ] as const)
            for (const [caller, askAs] of Object.entries(asked)) {
              const { status, text, headers } = await askAs(name, operation, things);
              const whole = text + JSON.stringify([...headers.entries()]);
              answers += 1;
              const hidden = [...secrets, ...(staffs.includes(caller) ? [] : ofForeign)];
              for (const marker of hidden)
                if (whole.includes(marker)) leaks.push(`${marker} in ${name} (${whose}) to ${caller}`);
              // Whoever is nobody any more gets what nobody gets, where it is not the same for all.
              const isForSome = new Set(Object.values(operation.expected)).size > 1;
              if (caller.startsWith('a ') && isForSome && status !== operation.expected.nobody)
                leaks.push(`${name} answers ${status} to ${caller}`);
            }
        const [operations, who] = [Object.keys(OPERATIONS).length, Object.keys(asked).length];
        expect(answers).toBe(operations * who * 2);
        process.stdout.write(
          `${operations} operations × ${who} callers × own/foreign: ${leaks.length} leaks\n`,
        );
        expect(leaks).toEqual([]);
        // They are there to be leaked.
        expect((await callers.lead.get(`incidents/${foreign.incident}`)).text).toContain('under .bb');
      },
      LONG,
    );

    it(
      'no body takes a column of ours that is no field of its own',
      async () => {
        const columns = columnNames(test);
        expect(columns).toEqual(
          expect.arrayContaining(['role', 'operatorId', 'operator_id', 'passwordHash']),
        );
        // The table asked for more resets than are allowed at a time.
        await test.jump(3_601);
        // Sessions are rows too: opened before the state is kept.
        const inPersons = {
          operatorInPerson: await inSession('operatorInPerson'),
          leadInPerson: await inSession('leadInPerson'),
        };
        const links = await openLinks(inPersons.leadInPerson);
        await test.settled();
        const url = await test.webApart();
        const apis = Object.fromEntries(
          Object.entries({ ...callers, ...inPersons }).map(([who, { token, cookie }]) => [
            who,
            new Api(url, token, cookie),
          ]),
        );
        const before = await stateOf(test);
        const accepted: string[] = [];
        let tried = 0;
        const bodies = Object.entries(OPERATIONS).filter(
          ([name, { body }]) => body !== undefined && !READS_NO_BODY.includes(name),
        );
        const documentedOf = (name: string) =>
          operationOf(name)?.requestBody === undefined
            ? (LEGITIMATE[name] ?? [])
            : bodyFields(operationOf(name));
        const legitimate = bodies.map(([name]) => [
          name,
          columns.filter((column) => documentedOf(name).includes(column)),
        ]);
        expect(Object.fromEntries(legitimate.filter(([, names]) => names?.length !== 0))).toEqual(LEGITIMATE);
        for (const [name, operation] of bodies) {
          const documented = documentedOf(name);
          const caller = CALLERS.find((one) => ![401, 403].includes(operation.expected[one])) ?? 'lead';
          await eachOf(
            columns.filter((column) => !documented.includes(column)),
            async (column) => {
              const body = { ...(operation.body as object), [column]: 'x' };
              const api = apis[caller] ?? test.api();
              const answer = await api.call(methodOf(name), links[name] ?? operation.path(own), body);
              tried += 1;
              if (!namesField(answer, column))
                accepted.push(`${name} ${column}: ${answer.status} ${answer.text}`);
            },
          );
        }
        process.stdout.write(
          `${tried} extra fields on ${bodies.length} bodies: ${accepted.length} accepted\n`,
        );
        expect(accepted).toEqual([]);
        expect(await stateOf(test)).toBe(before);
      },
      LONG,
    );

    it(
      'no list takes one as a question that it does not know',
      async () => {
        const columns = columnNames(test);
        const accepted: string[] = [];
        let tried = 0;
        const lists = Object.entries(OPERATIONS).filter(
          ([name]) => name.startsWith('get ') && queryFields(operationOf(name)).length > 0,
        );
        expect(lists.length).toBeGreaterThanOrEqual(6);
        const inPerson = await inSession('leadInPerson');
        const url = await test.webApart();
        for (const [name, operation] of lists) {
          const known = queryFields(operationOf(name));
          const { lead, operator } = operation.expected;
          const { token, cookie } =
            lead !== 403 ? callers.lead : operator !== 403 ? callers.operator : inPerson;
          const asker = new Api(url, token, cookie);
          await eachOf(
            columns.filter((column) => !known.includes(column)),
            async (column) => {
              const path = operation.path(own);
              const answer = await asker.get(`${path}${path.includes('?') ? '&' : '?'}${column}=x`);
              tried += 1;
              if (!namesField(answer, column)) accepted.push(`${name} ${column}: ${answer.status}`);
            },
          );
        }
        process.stdout.write(
          `${tried} unknown questions on ${lists.length} lists: ${accepted.length} accepted\n`,
        );
        expect(accepted).toEqual([]);
      },
      LONG,
    );
  });
});
