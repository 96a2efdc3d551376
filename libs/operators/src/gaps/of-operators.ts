import type { Gap, GapDetail } from '#libs/contracts';
import type { RootZoneGraph } from '../rootzone/graph.ts';
import { dependenceOf } from './dependence.ts';
import type { FoundGap, GroundTld } from './ground.ts';
import type { Party } from './party.ts';
import { mailboxOf } from './party.ts';

/** Gaps that an operator has as a whole. */
export function gapsOfParty(party: Party, graph: RootZoneGraph | null): FoundGap[] {
  if (party.mailboxes.length === 0) return [noUsableContact(party)];
  const found = [];
  if (party.mailboxes.length === 1) found.push(gapOf(party, 'one_contact'));
  if (party.contacts.every(({ hasKey }) => !hasKey)) found.push(gapOf(party, 'no_key'));
  return [...found, ...contactsInside(party, graph)];
}

function noUsableContact(party: Party): FoundGap {
  const mailboxes = [...new Set(party.contacts.map(mailboxOf))].sort();
  const detail = mailboxes.length === 0 ? 'none' : 'undeliverable';
  return { ...gapOf(party, 'no_usable_contact', detail), mailboxes };
}

/** When one of its TLDs fails, mail to none of its contacts gets there. */
function contactsInside(party: Party, graph: RootZoneGraph | null): FoundGap[] {
  const places = [...new Set(party.mailboxes.map((mailbox) => mailbox.slice(mailbox.lastIndexOf('.') + 1)))];
  const cutOff: { tld: GroundTld; detail: 'servers' | 'names' }[] = [];
  for (const tld of party.tlds) {
    const how = places.map((place) => dependenceOf(graph, tld.label, place));
    if (how.includes(null)) continue;
    cutOff.push({ tld, detail: how.includes('names') ? 'names' : 'servers' });
  }
  if (cutOff.length === 0) return [];
  const detail = cutOff.some((one) => one.detail === 'servers') ? 'servers' : 'names';
  return [{ ...gapOf(party, 'contacts_inside', detail), tlds: cutOff.map(({ tld }) => tld) }];
}

const gapOf = (party: Party, gap: Gap, detail: GapDetail | null = null): FoundGap => ({
  gap,
  of: party.operator.slug,
  detail,
  operators: [party.operator],
  tlds: party.tlds,
  mailboxes: party.mailboxes,
  at: null,
});
