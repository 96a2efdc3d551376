import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { operatorSlug } from '#libs/contracts';
import type { Directory, Operator } from '#libs/operators';
import { OperatorsFault } from '#libs/operators';

/** @throws OperatorsFault `operator.not_found` */
export async function operatorBySlug(directory: Directory, slug: string): Promise<Operator> {
  const read = operatorSlug.safeParse(slug);
  const operator = read.success ? await directory.operatorBySlug(read.data) : null;
  if (operator === null) throw notFound();
  return operator;
}

/** The same, for what only the operator itself and the CERT may see: whom to reach at another registry is nobody else's to know. */
export async function operatorSeenBy(
  directory: Directory,
  caller: Principal,
  slug: string,
): Promise<Operator> {
  const operator = await operatorBySlug(directory, slug);
  if (!sees(caller, operator.id)) throw notFound();
  return operator;
}

export function sees(caller: Principal, operatorId: string): boolean {
  const sight = sightOf(caller);
  return sight.all || sight.operatorId === operatorId;
}

const notFound = () => new OperatorsFault('operator.not_found', 'There is no such operator.');
