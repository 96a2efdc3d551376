import { instantIn } from './zoned-instant.ts';

/** An hour as it stands on the wall of a zone: `2026-01-15T14:14`; empty while none was given. */
export interface WallTime {
  wall: string;
  zone: string;
}

/** Null while none was given. RFC 3339. */
export const instantOf = ({ wall, zone }: WallTime): string | null =>
  wall === '' ? null : instantIn(zone, wall).toISOString();
