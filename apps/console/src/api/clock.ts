/** ms that the service's clock is ahead of this machine's, which may be wrong. */
let ahead = 0;

/** A whole second is as exact as the header is: smaller differences are left alone, so that countdowns do not jitter. */
export function tellClock(date: string | null): void {
  const told = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  if (Math.abs(difference - ahead) > 2_000) ahead = difference;
}

/** Now, by the service's clock. */
export const serviceNow = (): Date => new Date(Date.now() + ahead);
