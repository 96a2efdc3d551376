import type { AdvisoryTextView, AdvisoryView } from '#libs/contracts';

/** An advisory as it is typed: references one a line, the incident by its number. */
export interface Typed {
  title: string;
  summary: string;
  body: string;
  references: string;
  language: AdvisoryTextView['language'];
  incidentNumber: string;
}

export const EMPTY: Typed = {
  title: '',
  summary: '',
  body: '',
  references: '',
  language: 'en',
  incidentNumber: '',
};

export const typedOf = (advisory: AdvisoryView, incidentNumber: string): Typed => ({
  title: advisory.title,
  summary: advisory.summary,
  body: advisory.body,
  references: advisory.references.join('\n'),
  language: advisory.language,
  incidentNumber,
});

export const textOf = (typed: Typed, incidentId: string | null): AdvisoryTextView => ({
  title: typed.title.trim(),
  summary: typed.summary.trim(),
  body: typed.body.trim(),
  references: linesOf(typed.references),
  language: typed.language,
  incidentId,
});

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** As people write it: `#2026-000123` or without the sign; empty where none is meant. */
export const plainNumber = (typed: string): string => typed.trim().replace(/^#/, '');
