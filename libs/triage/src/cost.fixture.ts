/** The best of some runs in milliseconds of this process: what the code costs, not what the machine does besides. */
export function cost(run: () => void): number {
  const runs = Array.from({ length: 7 }, () => {
    const startedAt = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / 1_000;
  });
  return Math.min(...runs);
}

/** ms that the yardstick takes on the machine the limits were set on, when nothing else runs there. */
const YARDSTICK_MS = 4;
const TEXT = 'the name servers ns1.example of our tld do not answer, '.repeat(4_000);

/**
 * How many times slower than that machine this one is at this moment, 1 at the least: a limit in milliseconds times this
 * says something of the code, and not of who else is on the machine.
 */
export function slowness(): number {
  const yardstick = () => {
    const seen = new Map<string, number>();
    for (const word of TEXT.match(/[a-z0-9]+(?:\.[a-z0-9]+)*/g) ?? [])
      seen.set(word, (seen.get(word) ?? 0) + 1);
  };
  return Math.max(1, cost(yardstick) / YARDSTICK_MS);
}
