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
