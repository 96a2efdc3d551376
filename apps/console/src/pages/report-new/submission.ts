import type { ReportDraft, Submission } from './draft.ts';
import { instantIn } from '../../ui/zoned-instant.ts';

/** Characters of a summary. */
const LONGEST = 200;

/** The body of `POST /reports`: what was not said is not in it. */
export function submissionOf(draft: ReportDraft): Submission {
  const text = draft.text.trim();
  const summary = summaryOf(text);
  const since = draft.since === '' ? null : instantIn(draft.zone, draft.since);
  const references = draft.references.split(/\s+/).filter((word) => word !== '');
  return {
    summary,
    tlp: draft.tlp,
    resources: [
      ...draft.tlds.map((value) => ({ type: 'tld' as const, value })),
      ...draft.things.map(({ type, value }) => ({ type, value })),
    ],
    ...(text === summary ? {} : { description: text }),
    ...(draft.ongoing === 'unknown' ? {} : { ongoing: draft.ongoing === 'yes' }),
    ...(since === null ? {} : { occurredAt: since.toISOString() }),
    ...(draft.severity === '' ? {} : { severity: draft.severity }),
    ...(draft.kind === '' ? {} : { kind: draft.kind }),
    ...(draft.exercise ? { exercise: true } : {}),
    ...(draft.nis2 === 'no' ? {} : { nis2: { applies: true, crossBorder: draft.nis2 === 'crossBorder' } }),
    ...(references.length === 0 ? {} : { references }),
  };
}

/** The first line, or the first of it up to the end of a word; what is cut off stands in the description. */
export function summaryOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  const plain = line.replace(/\s+/g, ' ').trim();
  if (plain.length <= LONGEST) return plain;
  const cut = plain.slice(0, LONGEST - 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > LONGEST / 2 ? end : cut.length)}…`;
}

/** The field of the form to which a fault of the body belongs. */
export type FormField =
  'text' | 'tlds' | 'things' | 'since' | 'severity' | 'kind' | 'tlp' | 'references' | 'other';

export function fieldAt(pointer: string, draft: Pick<ReportDraft, 'tlds'>): FormField {
  const [, name = '', index] = pointer.split('/');
  if (name === 'summary' || name === 'description') return 'text';
  if (name === 'resources') return Number(index ?? 0) < draft.tlds.length ? 'tlds' : 'things';
  if (name === 'occurredAt') return 'since';
  return name === 'severity' || name === 'kind' || name === 'tlp' || name === 'references' ? name : 'other';
}
