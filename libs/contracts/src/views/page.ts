/** A page of a list; `next` is the cursor of the next one, null at the end. */
export interface PageView<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457: what went wrong, for a person and for a program. */
export interface ProblemView {
  status: number;
  /** Stable, for example `incident.not_found`. */
  code: string;
  title: string;
  detail?: string;
  requestId?: string;
  /** Every fault of a body, by JSON Pointer. */
  errors?: { pointer: string; message: string }[];
  /** With 412 and 428: the version that stands now. */
  version?: number;
}
