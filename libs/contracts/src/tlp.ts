/** The four labels of TLP 2.0 (FIRST, 2022) and the strict form of AMBER, widest restriction first. */
export const TLP_LABELS = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export type Tlp = (typeof TLP_LABELS)[number];

/** Whether `label` lets more people read than `than` does. */
export function isWider(label: Tlp, than: Tlp): boolean {
  return tlpRestriction(label) < tlpRestriction(than);
}

/** Of several labels the one that binds: the narrowest. */
export function narrowest(label: Tlp, ...others: Tlp[]): Tlp {
  return others.reduce((a, b) => (isWider(a, b) ? b : a), label);
}

/** How far a label narrows, 0 = no limit. For comparing alone: names are stored, never these numbers. */
export function tlpRestriction(label: Tlp): number {
  return TLP_LABELS.length - 1 - TLP_LABELS.indexOf(label);
}
