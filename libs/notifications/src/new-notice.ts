import type { Audience, TimelineActor, Tlp } from '#libs/contracts';
import type { Incident } from '#libs/incidents';

/** A notice before it is written down. */
export interface NewNotice {
  incident: Incident;
  template: string;
  audience: Audience;
  /** Null: everybody of the audience. */
  onlyOperators: string[] | null;
  /** Who was in the audience when a second person was asked; null where it is worked out now. */
  frozenOperators: string[] | null;
  /** Null: the incident's. */
  tlp: Tlp | null;
  subject: string | null;
  body: string | null;
  sentBy: TimelineActor;
}

/** With the label that it goes out under. */
export interface Notice extends NewNotice {
  tlp: Tlp;
}
