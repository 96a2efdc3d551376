import { domainToUnicode } from 'node:url';

/** The U-label of an A-label; any other label as it is. */
export const unicodeOf = (label: string): string =>
  label.startsWith('xn--') ? domainToUnicode(label) : label;
