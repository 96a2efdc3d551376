import type { DeliveryReasonCode, DeliveryReasonView } from '#libs/contracts';

/** How deliveries keep each sentence; `{name}` stands for anything. */
const ENGLISH: Readonly<Record<DeliveryReasonCode, string>> = {
  red_encrypted: 'TLP:RED goes out encrypted alone',
  red_named: 'TLP:RED is for the named recipients alone',
  strict_client: "TLP:AMBER+STRICT stays with the provider's own organisation and is not for those it serves",
  strict_own: 'TLP:AMBER+STRICT stays with the organisations that it touches themselves',
  amber_touched: 'TLP:AMBER is for the organisations that it touches and those they serve',
  observers_figures: 'Observers see figures alone',
  green_public: 'TLP:GREEN is for the community and no public channel',
  receipt_reporter: 'A receipt is for its reporter alone',
  list_single: '{tlp} stays with single recipients, and a list has many',
  list_highest: 'This list carries {tlp} at the highest',
  no_key: 'no key is known for this contact',
  clear_alone: 'this contact takes clear mail alone',
  encrypted_alone: 'This contact takes encrypted mail alone, and no key is known for it',
  name_it: 'name it as an operator of the audience, or tell this contact another way',
  another_way: 'tell this contact another way',
  not_member: 'It is no member of the list any more',
  only_domains: 'This installation mails addresses under {domains} alone',
  no_contact: '{operator} has no contact in the directory: reach it another way',
  pack_clear: 'This contact takes clear mail alone, and a contact pack goes encrypted or not at all',
  pack_no_key: 'A contact pack goes encrypted or not at all, and no key that works is known for this contact',
  key_ended: 'its key ended on {day}',
  waits_call: 'it is told that a message waits; call this contact',
  not_through: 'urgent and not through for 15 minutes: call them',
  nobody_further: 'no further contact of this operator can be mailed: reach it another way',
  given_up: 'Given up after two days and {tries} tries',
  unreachable: 'The mail server cannot be reached',
  no_greeting: 'The mail server does not take up the conversation',
  login_refused: 'The mail server refuses our login, or offers none',
  takes_none_now: 'The mail server does not take mail from us now',
  puts_off: 'The mail server puts it off',
  cut_in_data:
    'The connection ended before the server said whether it has the mail: it goes out again with the same Message-ID and bytes',
  cut_before: 'The connection ended before the server had answered',
  address_refused: 'Refused for good: this address takes no mail, and its contact is marked',
  too_large: 'Refused for good: the mail is too large for the server',
  refused: 'Refused for good, for what it says or for coming from us. The address itself may be good',
};

const SENTENCES = (Object.entries(ENGLISH) as [DeliveryReasonCode, string][]).map(([code, text]) => ({
  code,
  pattern: new RegExp(`^${patternOf(text)}$`),
}));

/** What may stand between two of them. */
const JOINTS = [', and ', ': ', '. '];

/**
 * A reason that a delivery keeps, sentence by sentence, for whoever has words of their own. Empty where a part of it is none of
 * ours, such as the words of a server: then it is told as it stands there.
 */
export function reasonCodes(text: string | null): DeliveryReasonView[] {
  return text === null ? [] : (codesIn(text.replace(/\.$/, '')) ?? []);
}

function codesIn(text: string): DeliveryReasonView[] | null {
  for (const joint of JOINTS)
    for (let at = text.indexOf(joint); at !== -1; at = text.indexOf(joint, at + 1)) {
      const first = codeOf(text.slice(0, at));
      const rest = first === null ? null : codesIn(text.slice(at + joint.length));
      if (first !== null && rest !== null) return [first, ...rest];
    }
  // Last, for what stands for anything would take the sentences behind it along.
  const whole = codeOf(text);
  return whole === null ? null : [whole];
}

function codeOf(text: string): DeliveryReasonView | null {
  for (const { code, pattern } of SENTENCES) {
    const found = pattern.exec(text);
    if (found !== null) return { code, parts: { ...found.groups } };
  }
  return null;
}

function patternOf(text: string): string {
  return text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>.+)`))
    .join('');
}
