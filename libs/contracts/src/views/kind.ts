/** A kind of incident as `config/kinds.json` has it. */
export interface KindView {
  name: string;
  title: string;
  /** Of the Reference Security Incident Taxonomy, version 1003. */
  rsit: { class: string; type: string };
}
