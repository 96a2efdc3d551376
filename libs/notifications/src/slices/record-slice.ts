/** The template of a mail that brings an operator its slice of the record. */
export const RECORD_SLICE = 'record-slice';

/** Whether a mail by that template asks its reader for an answer. */
export const asksForAnswer = (template: string): boolean => template !== RECORD_SLICE;

/**
 * What a mail by that template is filled with beside what every notice says.
 * @param attached whether the file goes along; it is known for sure when the mail is made
 */
export const sliceVariables = (template: string, attached = true): Record<string, string> =>
  template === RECORD_SLICE ? { attached: attached ? 'yes' : '', tooLarge: attached ? '' : 'yes' } : {};

/** As it is named in the mail and beside it. */
export const sliceFileName = (number: string): string => `incident-${number}-record.json`;

/**
 * Whether what was proposed, or written, at a closure holds no more: the incident was opened again, and closed again perhaps,
 * and each closure has slices of its own.
 */
export const isOpenedAgain = (
  { template, createdAt }: { template: string; createdAt: Date },
  closedAt: Date | null,
): boolean => template === RECORD_SLICE && (closedAt === null || closedAt > createdAt);

/** The same of a row `n` of `notifications` and a row `i` of its incident. */
export const OPENED_AGAIN = `(n.template = '${RECORD_SLICE}' AND (i.closed_at IS NULL OR i.closed_at > n.created_at))`;
