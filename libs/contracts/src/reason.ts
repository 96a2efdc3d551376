/**
 * Reasons of the machine by their codes, each with what stands in its blanks. A code never changes its meaning: reasons are
 * written down with their codes. `tld`, `tlds` and `under` are labels without a dot, `.` the root; `kind` and `other` are kinds;
 * `type` is a type of resource, or `root`; `more` is how many there are besides, `words` are those of the reporter.
 */
export const REASONS = {
  text_says: ['words'],
  claimed: ['kind'],
  claim_unknown: ['claim'],
  claim_contradicted: ['kind', 'other'],
  names_resource: ['type'],
  nothing_recognised: [],
  exercise_marked: [],
  exercise_said: [],

  at_least: ['severity', 'rule'],
  at_most: ['severity', 'rule'],
  nothing_raises: ['severity'],
  claim_lower: ['severity'],
  claim_higher: ['severity'],

  same_kind: ['kind'],
  kinds_of_one_thing: ['kind', 'other'],
  same_tlds: ['tlds', 'more'],
  same_tlds_other_names: ['tlds', 'more'],
  same_resource: ['type', 'value', 'more'],
  address_within: ['value'],
  same_machine: ['value', 'more'],
  same_operators: ['count'],
  within_its_time: [],
  within_an_hour: [],
  hours_apart: ['hours'],

  reported_itself: [],
  added_by_hand: [],
  told_by_hand: [],
  tld_named: ['tld'],
  server_named: ['server'],
  server_answers: ['server', 'address'],
  server_answers_within: ['server', 'address', 'prefix'],
  server_below_tld: ['server', 'under'],
  server_below: ['server', 'domain'],
  tld_has: ['tld', 'what'],
  name_elsewhere: [],
} as const satisfies Record<string, readonly string[]>;

export type ReasonCode = keyof typeof REASONS;
export type ReasonPart = string | number | readonly string[];

/** Which reason it is, and what stands in its blanks. */
export interface CodedReason {
  code: ReasonCode;
  parts: Readonly<Record<string, ReasonPart>>;
}

/** A code with all its parts, and no others. */
export const coded = <C extends ReasonCode>(
  code: C,
  parts: Readonly<Record<(typeof REASONS)[C][number], ReasonPart>>,
): CodedReason => ({ code, parts });
