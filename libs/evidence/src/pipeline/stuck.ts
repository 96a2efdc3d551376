import type { CanaryPlace } from '#libs/contracts';
import { CANARY_PLACES } from '#libs/contracts';

/** Where a canary got stuck, as it is written down. */
export const STUCK: Readonly<Record<CanaryPlace, string>> = {
  triage: 'its report was not triaged',
  mail: 'no mail server took its mail',
};

export const placeOf = (why: string | null): CanaryPlace | null =>
  CANARY_PLACES.find((place) => STUCK[place] === why) ?? null;
