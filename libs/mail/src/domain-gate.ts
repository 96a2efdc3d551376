export type Work = () => Promise<void>;

/** Work that waits for a place. The same `id` again is the same work. */
export interface Parked {
  id: string;
  /** Goes before all that is not urgent. */
  urgent: boolean;
  work: Work;
}

interface Domain {
  running: number;
  urgent: Map<string, Work>;
  normal: Map<string, Work>;
}

/**
 * Lets at most `limit` messages be in flight to one recipient domain in this process, so that a busy operator is not
 * flooded. Nobody waits for a place: who finds none parks the work and goes on to other domains, and who had one is not
 * kept by the work of others either.
 * Parked work may start much later, so it should claim its row itself when it starts, and it is lost with the process.
 */
export class DomainGate {
  readonly #domains = new Map<string, Domain>();

  /**
   * @param onFault hears what parked work threw, for nobody waits for it
   * @param limit messages in flight per domain
   * @param parkedLimit work that may wait per domain
   */
  constructor(
    private readonly onFault: (fault: unknown) => void,
    private readonly limit = 2,
    private readonly parkedLimit = 10_000,
  ) {}

  /**
   * With a free place: does the work and answers true. Without: answers false at once.
   * @throws what the work threw
   */
  async enter(domainName: string, work: Work): Promise<boolean> {
    const name = domainName.toLowerCase();
    const domain = this.#domainOf(name);
    if (domain.running >= this.limit) return false;
    domain.running += 1;
    try {
      await work();
    } finally {
      this.#leave(name, domain);
    }
    return true;
  }

  /** Has the work done as soon as there is a place. False when too much waits already: then it is forgotten. */
  park(domainName: string, { id, urgent, work }: Parked): boolean {
    const name = domainName.toLowerCase();
    const domain = this.#domainOf(name);
    const line = urgent ? domain.urgent : domain.normal;
    if (!line.has(id) && domain.urgent.size + domain.normal.size >= this.parkedLimit) return false;
    line.set(id, work);
    if (domain.running < this.limit) {
      domain.running += 1;
      this.#leave(name, domain);
    }
    return true;
  }

  #domainOf(name: string): Domain {
    const domain = this.#domains.get(name) ?? { running: 0, urgent: new Map(), normal: new Map() };
    this.#domains.set(name, domain);
    return domain;
  }

  /** The place goes to the next one that waits. */
  #leave(name: string, domain: Domain): void {
    const next = takeFirst(domain.urgent) ?? takeFirst(domain.normal);
    if (next !== undefined) {
      void next()
        .catch(this.onFault)
        .finally(() => this.#leave(name, domain));
      return;
    }
    domain.running -= 1;
    if (domain.running === 0) this.#domains.delete(name);
  }
}

function takeFirst(line: Map<string, Work>): Work | undefined {
  for (const [id, work] of line) {
    line.delete(id);
    return work;
  }
  return undefined;
}
