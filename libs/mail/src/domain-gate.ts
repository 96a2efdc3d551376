type Start = () => void;

interface Domain {
  running: number;
  urgent: Start[];
  normal: Start[];
}

/**
 * Lets at most `limit` messages be in flight to one recipient domain in this process, so that a busy operator is not
 * flooded. Whoever finds no place waits in the domain's own line, urgent ones first, and holds up no other domain.
 */
export class DomainGate {
  readonly #domains = new Map<string, Domain>();

  /** @param limit messages in flight per domain */
  constructor(private readonly limit = 2) {}

  /** Does `work` as soon as there is a place, and answers what it answers. */
  async pass<T>(domainName: string, urgent: boolean, work: () => Promise<T>): Promise<T> {
    const name = domainName.toLowerCase();
    const domain = this.#domains.get(name) ?? { running: 0, urgent: [], normal: [] };
    this.#domains.set(name, domain);
    if (domain.running < this.limit) domain.running += 1;
    // The place is handed over by whoever leaves, so `running` stays as it is.
    else await new Promise<void>((start) => (urgent ? domain.urgent : domain.normal).push(start));
    try {
      return await work();
    } finally {
      this.#leave(name, domain);
    }
  }

  #leave(name: string, domain: Domain): void {
    const next = domain.urgent.shift() ?? domain.normal.shift();
    if (next !== undefined) {
      next();
      return;
    }
    domain.running -= 1;
    if (domain.running === 0) this.#domains.delete(name);
  }
}
