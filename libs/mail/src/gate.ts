type Start = () => void;

interface Place {
  running: number;
  urgent: Start[];
  normal: Start[];
}

/**
 * Lets at most `limit` works of one name run at a time in this process: messages to one recipient domain, so that a busy
 * operator is not flooded. Whoever finds no place waits in the name's own line, urgent ones first, and holds up no other.
 */
export class Gate {
  readonly #places = new Map<string, Place>();

  /** @param limit works at a time per name */
  constructor(private readonly limit = 2) {}

  /** Does `work` as soon as there is a place, and answers what it answers. The case of the name does not matter. */
  async pass<T>(anyName: string, urgent: boolean, work: () => Promise<T>): Promise<T> {
    const name = anyName.toLowerCase();
    const place = this.#places.get(name) ?? { running: 0, urgent: [], normal: [] };
    this.#places.set(name, place);
    if (place.running < this.limit) place.running += 1;
    // The place is handed over by whoever leaves, so `running` stays as it is.
    else await new Promise<void>((start) => (urgent ? place.urgent : place.normal).push(start));
    try {
      return await work();
    } finally {
      this.#leave(name, place);
    }
  }

  #leave(name: string, place: Place): void {
    const next = place.urgent.shift() ?? place.normal.shift();
    if (next !== undefined) {
      next();
      return;
    }
    place.running -= 1;
    if (place.running === 0) this.#places.delete(name);
  }
}
