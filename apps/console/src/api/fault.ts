import type { ProblemView } from '#libs/contracts';

/** The service refused, or could not: its problem document, and when it says to ask again. */
export class ApiFault extends Error {
  constructor(
    readonly problem: ProblemView,
    /** s, of `Retry-After`. */
    readonly retryAfter: number | null = null,
    /** For the reader. */
    words: string = problem.detail ?? problem.title,
  ) {
    super(words);
  }

  /** The words for one field of the body that was sent, by its JSON Pointer. */
  at(pointer: string): string | null {
    const words = this.problem.errors
      ?.filter((error) => error.pointer === pointer)
      .map(({ message }) => message);
    return words === undefined || words.length === 0 ? null : words.join('; ');
  }
}

/** Without the faults of single fields, where those stand at their fields already; `other` are words for what has no field. */
export function withoutFields(error: Error, other: string | null = null): Error {
  if (!(error instanceof ApiFault) || error.problem.errors === undefined) return error;
  const { errors: _placed, ...problem } = error.problem;
  return new ApiFault(problem, error.retryAfter, other ?? error.message);
}

/** No answer came: no network, or nobody listens. What was sent may or may not have arrived; the same key asks safely again. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
  }
}
