/** What NIS2 (directive (EU) 2022/2555, Article 23, 4) wants told to the authority, in this order. */
export const REGULATOR_DRAFTS = ['early-warning', 'notification', 'progress', 'final'] as const;
export type RegulatorDraftKind = (typeof REGULATOR_DRAFTS)[number];
