import type { RegulatorDraftView } from '#libs/contracts';

/** A draft as plain text, to be pasted into an authority's form: each sentence with its entries, each gap as a gap. */
export function draftText(
  draft: Pick<RegulatorDraftView, 'title' | 'notice' | 'sections'>,
  missing: (fact: string) => string,
): string {
  const sections = draft.sections.map(({ heading, sentences, missing: facts }) =>
    [
      heading,
      ...sentences.map(({ text, sources }) => [text, ...sources.map(({ index }) => `[#${index}]`)].join(' ')),
      ...facts.map((fact) => `[${missing(fact)}]`),
    ].join('\n'),
  );
  return [draft.title, draft.notice, ...sections].join('\n\n');
}
