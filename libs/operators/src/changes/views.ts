import type { ContactChangeView } from '#libs/contracts';
import type { ContactChange, FreezeOverride } from './contact-change.entity.ts';
import { changeLines, withoutArmour } from './fields.ts';

const HELD =
  'Changes of contacts and keys of this operator are held at the moment, as a precaution. Nothing is lost: it goes on by itself when the hold ends. If it cannot wait, call DNS-CERT.';
const WAITS =
  'Confirm it with the present key (sign the challenge, POST it to the confirmation), by the link that was mailed to another contact, or ask DNS-CERT to call back a number known before.';

/** What the operator itself and the CERT see. How a lead knew whom they called, and who decided on a freeze, is the CERT's alone. */
export function contactChangeView(change: ContactChange, isStaff: boolean): ContactChangeView {
  const isFrozen = change.state === 'frozen';
  const isOpen = isFrozen || change.state === 'asked';
  const { confirmation } = change;
  return {
    id: change.id,
    operatorId: change.operatorId,
    contactId: change.contactId,
    contact: change.contact,
    what: change.what,
    from: withoutArmour(change.was),
    to: withoutArmour(change.becomes),
    lines: changeLines(change.was, change.becomes),
    state: change.state,
    askedBy: change.askedBy.name,
    askedAt: change.askedAt.toISOString(),
    // Frozen, it does not run out.
    expiresAt: change.state === 'asked' ? change.expiresAt.toISOString() : null,
    challenge: isOpen && confirmation === null ? change.challenge : null,
    confirmation:
      confirmation === null
        ? null
        : {
            how: confirmation.how,
            at: confirmation.at,
            ...(isStaff ? { by: confirmation.by.name, number: confirmation.number ?? null } : {}),
            ...(isStaff ? { reason: confirmation.reason ?? null } : {}),
          },
    ...(isStaff ? { overrides: change.overrides.map(overrideView) } : {}),
    endedAt: change.endedAt?.toISOString() ?? null,
    endedWhy: change.endedWhy,
    next: isFrozen ? HELD : isOpen ? WAITS : null,
  };
}

const overrideView = ({ by, reason, at }: FreezeOverride) => ({ by: by.name, reason, at });

/** What the page behind a mailed link shows: what its letter said, and no more. */
export const changePageView = (change: ContactChange, operatorName: string) => ({
  operatorName,
  what: change.what,
  contact: change.contact,
  lines: changeLines(change.was, change.becomes),
  askedBy: change.askedBy.name,
  askedAt: change.askedAt.toISOString(),
  expiresAt: change.expiresAt.toISOString(),
});
