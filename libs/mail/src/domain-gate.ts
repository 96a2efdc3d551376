import { MailFault } from './fault.ts';

export type Work = () => Promise<void>;

interface Domain {
  running: number;
  parked: Work[];
}

/**
 * Lets at most `limit` messages be in flight to one recipient domain in this process, so that a busy operator is not
 * flooded. Nobody waits for a place: who finds none leaves the work with those who have one and goes on to other domains.
 * Parked work may start much later, so it should claim its row itself when it starts, and it is lost with the process.
 */
export class DomainGate {
  readonly #domains = new Map<string, Domain>();

  /**
   * @param limit messages in flight per domain
   * @param parkedLimit work that may wait per domain
   */
  constructor(
    private readonly limit = 2,
    private readonly parkedLimit = 10_000,
  ) {}

  /**
   * With a free place: does the work, then all that was parked for the domain meanwhile, and settles when none is left.
   * Without: parks it and returns at once.
   * @throws what the work threw, after the rest is done (several: AggregateError).
   * @throws MailFault `mail.domain_crowded` when too much waits already; the row stays due.
   */
  async run(domainName: string, work: Work): Promise<void> {
    const name = domainName.toLowerCase();
    const domain = this.#domains.get(name) ?? { running: 0, parked: [] };
    this.#domains.set(name, domain);
    if (domain.running >= this.limit) {
      this.#park(name, domain, work);
      return;
    }
    domain.running += 1;
    const faults = await this.#drain(name, domain, work);
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults);
  }

  /** One work's fault must not keep the next one from its turn. */
  async #drain(name: string, domain: Domain, first: Work): Promise<unknown[]> {
    const faults: unknown[] = [];
    for (let work: Work | undefined = first; work; work = domain.parked.shift())
      await work().catch((fault: unknown) => faults.push(fault));
    // In the same turn as the look at an empty queue: what is parked later would have nobody to do it.
    this.#leave(name, domain);
    return faults;
  }

  #park(name: string, domain: Domain, work: Work): void {
    if (domain.parked.length >= this.parkedLimit)
      throw new MailFault('mail.domain_crowded', `${domain.parked.length} mails wait for ${name} already.`);
    domain.parked.push(work);
  }

  #leave(name: string, domain: Domain): void {
    domain.running -= 1;
    if (domain.running === 0) this.#domains.delete(name);
  }
}
