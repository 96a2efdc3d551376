import { ApiFault } from '../../api/fault.ts';
import type { ReportDraft } from './draft.ts';
import { fieldAt } from './submission.ts';
import type { FormField } from './submission.ts';

export type FieldFaults = Record<FormField, string | null>;

/** The service's words, each at the field where it can be mended. */
export function faultsByField(refusal: Error | null, draft: Pick<ReportDraft, 'tlds'>): FieldFaults {
  const faults: FieldFaults = {
    text: null,
    tlds: null,
    things: null,
    since: null,
    severity: null,
    kind: null,
    tlp: null,
    references: null,
    other: null,
  };
  if (!(refusal instanceof ApiFault)) return faults;
  for (const { pointer, message } of refusal.problem.errors ?? []) {
    const field = fieldAt(pointer, draft);
    const words = field === 'other' ? `${pointer} ${message}` : message;
    faults[field] = faults[field] === null ? words : `${faults[field]}; ${words}`;
  }
  return faults;
}
