import type { AdvisoryState, Tlp } from '#libs/contracts';

export type AdvisoryFaultCode =
  | 'advisory.not_found'
  | 'advisory.version_changed'
  | 'advisory.incident_unknown'
  | 'advisory.withdrawn'
  | 'advisory.unfinished'
  | 'advisory.nothing_new'
  | 'advisory.not_asked'
  | 'advisory.own_text'
  | 'advisory.correction_needed'
  | 'advisory.correction_not_wanted'
  | 'advisory.incident_not_clear';

export class AdvisoryFault extends Error {
  constructor(
    readonly code: AdvisoryFaultCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const noAdvisory = () => new AdvisoryFault('advisory.not_found', 'There is no such advisory.');

export const versionChanged = (version: number) =>
  new AdvisoryFault(
    'advisory.version_changed',
    'Somebody changed it in the meantime. Read it again, then decide.',
    { version },
  );

export const isOver = (state: AdvisoryState) =>
  new AdvisoryFault('advisory.withdrawn', `It is ${state}, and stays so. Write a new one.`);

export const notClear = (tlp: Tlp) =>
  new AdvisoryFault(
    'advisory.incident_not_clear',
    `Nothing was published: its incident is TLP:${tlp}, and what is published tells that there is one. Have the label lowered to CLEAR with the consent of its sources, or take the incident out of the advisory and write a text that stands on its own.`,
    { tlp },
  );
