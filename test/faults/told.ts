/** A report for which the client got a 201. */
export interface AcceptedReport {
  key: string;
  id: string;
  sha256: string;
  event: string;
  reporter: string;
  /** Requests that it took until an answer came. */
  tries: number;
}

/** A notice for which the client got a 201. */
export interface AcceptedNotice {
  id: string;
  deliveries: number;
}

/** What clients were told, and what they met. The oracle holds the service to the first part. */
export class Told {
  readonly reports: AcceptedReport[] = [];
  readonly notices: AcceptedNotice[] = [];
  /** Requests that got no answer. */
  unanswered = 0;
  /** Answers 503, which are right while PostgreSQL is away. */
  away = 0;
  /** Answers that no client should ever get. */
  readonly strange: string[] = [];
}
