import { validate } from 'uuid';
import { RequestRefused } from './problem.ts';

/** What is no id of ours names nothing that is here. */
export function readId(text: string): string {
  if (validate(text)) return text.toLowerCase();
  throw new RequestRefused(404, 'request.no_such_resource', 'There is nothing at this address.');
}
