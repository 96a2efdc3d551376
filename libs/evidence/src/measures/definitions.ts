import type { Language, LeftOutReason, Measure, MeasureDefinitionView, MeasuredThing } from '#libs/contracts';
import { MEASURE_WORDS } from './words/index.ts';

const MEASURED: Record<Measure, { of: MeasuredThing; leftOut: LeftOutReason[] }> = {
  receipt: { of: 'report', leftOut: ['no_receipt_due'] },
  triage: { of: 'incident', leftOut: ['opened_in_work'] },
  first_notice: { of: 'operator in an incident', leftOut: ['spoke_first', 'came_told'] },
  answer: { of: 'operator in an incident', leftOut: ['spoke_first'] },
  mitigation: { of: 'operator in an incident', leftOut: ['not_hit'] },
  closure: { of: 'incident', leftOut: [] },
};

export function definitionOf(measure: Measure, language: Language): MeasureDefinitionView {
  const words = MEASURE_WORDS[language];
  const { of, leftOut } = MEASURED[measure];
  return {
    of,
    ...words.clocks[measure],
    leftOut: leftOut.map((reason) => ({ reason, text: words.leftOut[reason] })),
  };
}

/** What holds of every measure, told with the figures. */
export const rulesIn = (language: Language): string[] => Object.values(MEASURE_WORDS[language].rules);
