import type { Relay } from './relay.ts';
import { readReply } from './reply.ts';
import type { SendResult, SendStage } from './transport.ts';

/** What nodemailer tells of a failure. */
export interface SmtpError extends Error {
  code?: string;
  /** The system's or TLS' own code behind `code`, for example ECONNREFUSED. */
  originalCode?: string;
  response?: string;
  command?: string;
}

/** These say something of the conversation or the login whenever they come, never of a recipient (RFC 5321 4.2.2, RFC 4954 6). */
const ABOUT_THE_SESSION = new Set([421, 500, 502, 503, 530, 534, 535, 538]);
/** Up to here nothing was said of this message but its sender and size. */
const BEFORE_THE_RECIPIENT: readonly SendStage[] = ['connect', 'greeting', 'tls', 'auth', 'mail'];

/**
 * Judges a failure. 4xx and everything without a reply may pass: soft. 5xx is final where it answers the recipient or the
 * content; where it answers the connection, the login or the sender address it is our or the relay's trouble, which no
 * contact should be marked for: soft as well, with scope `server`.
 */
export function failureOf(error: SmtpError, stage: SendStage, relay: Relay): SendResult {
  const reply = readReply(wordsOf(error, relay));
  if (isTooLarge(error, stage, reply.code))
    return { outcome: 'hard_fail', scope: 'message', stage, ...reply };
  const isServers =
    error.response === undefined ||
    BEFORE_THE_RECIPIENT.includes(stage) ||
    ABOUT_THE_SESSION.has(reply.code ?? 0);
  if (isServers) return { outcome: 'soft_fail', scope: 'server', stage, ...reply };
  const outcome = (reply.code ?? 0) >= 500 ? 'hard_fail' : 'soft_fail';
  return { outcome, scope: 'message', stage, ...reply };
}

/** RFC 1870 section 6: the size is refused at MAIL, by the server's 552 or by its announced limit. */
function isTooLarge(error: SmtpError, stage: SendStage, code: number | undefined): boolean {
  return stage === 'mail' && (code === 552 || (error.code === 'EMESSAGE' && error.response === undefined));
}

function wordsOf(error: SmtpError, relay: Relay): string {
  if (error.response) return withoutSecrets(error.response, relay);
  const where = `${relay.host}:${relay.port}`;
  const code = error.originalCode ?? error.code;
  return `${withoutSecrets(error.message, relay)} (${code === undefined ? where : `${code}, ${where}`})`;
}

/** Some servers repeat the command that they refuse, and AUTH holds the password. */
function withoutSecrets(text: string, { credentials }: Relay): string {
  if (!credentials) return text;
  const { user, password } = credentials;
  const forms = [`\0${user}\0${password}`, password].map((form) => Buffer.from(form).toString('base64'));
  return [...forms, password].reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
