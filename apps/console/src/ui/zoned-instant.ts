const MINUTE = 60_000;

/**
 * The instant of an hour as it stands on the wall of a zone: `2026-01-15T14:14` in `Pacific/Auckland`. An hour that a
 * change of clocks skips is read as if the clock had not been changed yet; one that comes twice is the first.
 */
export function instantIn(zone: string, wall: string): Date {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) throw new RangeError(`no wall time: ${wall}`);
  const around = [asUtc - 24 * 60 * MINUTE, asUtc + 24 * 60 * MINUTE].map((at) => offsetAt(zone, at));
  const candidates = around.map((offset) => asUtc - offset);
  const exact = candidates.filter((at) => at + offsetAt(zone, at) === asUtc);
  return new Date(exact.length === 0 ? (candidates[0] ?? asUtc) : Math.min(...exact));
}

/** ms that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):?(\d\d)?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

/** An instant as a `datetime-local` field has it, in a zone; to the minute. */
export const wallIn = (zone: string, at: number): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16);
