import type { RegulatorDraftView } from '#libs/contracts';

interface Said {
  missing: (fact: string) => string;
  /** Stands above the text of a drill. */
  exercise: string;
}

/**
 * A draft as plain text, to be pasted into an authority's form: label and number first, each sentence with its entries, each gap as
 * a gap. That of an exercise says so above all else.
 */
export function draftText(
  draft: Pick<RegulatorDraftView, 'title' | 'notice' | 'sections' | 'incident'>,
  said: Said,
): string {
  const { tlp, number, exercise } = draft.incident;
  const sections = draft.sections.map(({ heading, sentences, missing: facts }) =>
    [
      heading,
      ...sentences.map(({ text, sources }) => [text, ...sources.map(({ index }) => `[#${index}]`)].join(' ')),
      ...facts.map((fact) => `[${said.missing(fact)}]`),
    ].join('\n'),
  );
  return [
    `TLP:${tlp} #${number}`,
    ...(exercise ? [said.exercise] : []),
    draft.title,
    draft.notice,
    ...sections,
  ].join('\n\n');
}
