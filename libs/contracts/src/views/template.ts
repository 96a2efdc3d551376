export interface TemplateVariableView {
  name: string;
  /** Empty where nobody has said what it means. */
  meaning: string;
  /** The text is whole without it. */
  optional: boolean;
}

/** A template by its name: a `notice` a person chooses for an audience, a `letter` goes to one person for a reason of its own. */
export interface TemplateSummaryView {
  name: string;
  kind: 'notice' | 'letter';
  /** What it is for, in a sentence. */
  purpose: string;
  /** Tags of the languages it is written in; who reads another gets English. */
  languages: string[];
  variables: TemplateVariableView[];
}

export interface TemplateView extends TemplateSummaryView {
  /** Of the texts below. */
  language: string;
  /** As it stands in its file, variables and all. */
  source: string;
  /** With made-up values: what a reader would see. */
  sample: { subject: string; text: string };
}
