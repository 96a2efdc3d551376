/** What a phone dials: digits alone, with the plus of an international number. A number is what somebody typed. */
export const dialOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;
