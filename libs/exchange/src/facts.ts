import type { Resource, Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Exported } from './exported.ts';

/** The one label of the whole file: a report whose source said more strictly binds all that it lies beside. */
export const labelOf = ({ incident, reports }: Exported): Tlp =>
  narrowest(incident.tlp, ...reports.map(({ tlp }) => tlp));

/** As of when the file tells: the last change of what is in it. Never the moment of the export, so that equal facts are equal bytes. */
export const asOf = ({ incident, timeline }: Exported): string =>
  [incident.updatedAt, ...timeline.map(({ recordedAt }) => recordedAt)].reduce((a, b) => (a < b ? b : a));

/** What nobody may overlook, in every format: no real incident. */
export const EXERCISE = 'EXERCISE: no real incident';

export const titleOf = ({ incident: { number, title, exercise } }: Exported): string =>
  `${exercise ? `[${EXERCISE}] ` : ''}${number} ${title}`;

/** A machine tag of the Reference Security Incident Taxonomy. */
export const rsitTag = ({ first, second }: { first: string; second: string }): string =>
  `rsit:${first}="${second}"`;

const keyOf = ({ type, value }: Resource) => `${type} ${value}`;

/** Each resource once, in the order in which they come up. */
export const distinct = (resources: Resource[]): Resource[] => [
  ...new Map(resources.map((resource) => [keyOf(resource), resource])).values(),
];

/** What the incident is about and none of its reports names. */
export function unreportedResources({ incident, reports }: Exported): Resource[] {
  const reported = new Set(reports.flatMap(({ resources }) => resources.map(keyOf)));
  return distinct(incident.resources).filter((resource) => !reported.has(keyOf(resource)));
}
