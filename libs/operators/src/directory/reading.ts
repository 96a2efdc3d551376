import type { DirectoryOperator } from '#libs/contracts';

/** One thing that is wrong in a directory file. Its text never holds what a `key` field held. */
export interface DirectoryFault {
  /** `line 12` of a CSV file, a JSON pointer (RFC 6901) such as `/operators/3/contacts/0/email`, or `file`. */
  where: string;
  /** The operator it belongs to, where that can be told. */
  slug?: string;
  message: string;
}

/** What a directory file says. Whoever imports refuses the file when there are faults: `operators` are then only the faultless ones. */
export interface DirectoryReading {
  operators: DirectoryOperator[];
  faults: DirectoryFault[];
}
