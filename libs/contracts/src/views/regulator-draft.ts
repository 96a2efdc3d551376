import type { Language } from '../language.ts';
import type { RegulatorDraftKind } from '../regulator-draft.ts';
import type { Tlp } from '../tlp.ts';
import type { OperatorNameView } from './directory.ts';

/** The entry of the incident's record that a sentence is taken from; `leafHash` in hex, to be proven by `GET /record/proof`. */
export interface SourceEntryView {
  index: number;
  type: string;
  at: string;
  leafHash: string;
}

export interface DraftSentenceView {
  text: string;
  sources: SourceEntryView[];
}

/** What the directive asks for, with what the record says of it and what it does not say. */
export interface DraftSectionView {
  id: string;
  heading: string;
  sentences: DraftSentenceView[];
  /** Facts that are asked for and stand in no entry: a person has to add them. */
  missing: string[];
}

/** Answer of `GET /api/v1/incidents/{id}/regulator-drafts/{kind}`. Nothing in it is invented: each sentence has its entries. */
export interface RegulatorDraftView {
  kind: RegulatorDraftKind;
  /** That it is written in; what people wrote stands in it as they wrote it. */
  language: Language;
  title: string;
  incident: { id: string; number: string; tlp: Tlp; exercise: boolean };
  /** Whose report it is; null: of the incident as a whole, with all operators in it. */
  operator: OperatorNameView | null;
  /** The last entry that it knows; null: there is none. */
  asOf: SourceEntryView | null;
  sections: DraftSectionView[];
  notice: string;
}
