import type { SendResult } from '#libs/mail';
import { isAboutTheAddress } from './bounce.ts';

/** Why a try failed and what follows, in words for a person. What the server said stands beside it. */
export function whyNotThrough(result: SendResult): string {
  if (result.outcome === 'hard_fail') return whyRefused(result);
  const { stage, line } = result;
  switch (stage) {
    case 'connect':
      return 'The mail server cannot be reached.';
    case 'greeting':
      return 'The mail server does not take up the conversation.';
    case 'tls':
      return line?.tlsReason ?? 'Kept back: no TLS came about with the server.';
    case 'auth':
      return 'The mail server refuses our login, or offers none.';
    case 'mail':
      return 'The mail server does not take mail from us now.';
    case 'rcpt':
    case 'data':
    case 'done':
      return whyPutOff(result);
  }
}

function whyPutOff({ code, stage }: SendResult): string {
  if (code !== undefined) return 'The mail server puts it off.';
  return stage === 'data'
    ? 'The connection ended before the server said whether it has the mail: it goes out again with the same Message-ID and bytes.'
    : 'The connection ended before the server had answered.';
}

function whyRefused(result: SendResult): string {
  if (isAboutTheAddress(result))
    return 'Refused for good: this address takes no mail, and its contact is marked.';
  return result.stage === 'mail'
    ? 'Refused for good: the mail is too large for the server.'
    : 'Refused for good, for what it says or for coming from us. The address itself may be good.';
}
