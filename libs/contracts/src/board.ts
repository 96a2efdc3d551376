/** What we have promised and not done yet: to take a report up, to tell whom it touches, to have their answer. */
export const DUE_WORK = ['triage', 'first_notice', 'answers'] as const;
export type DueWork = (typeof DUE_WORK)[number];
