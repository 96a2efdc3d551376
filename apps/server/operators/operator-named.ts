import type { Directory, Operator } from '#libs/operators';
import { invalid } from '../http/problem.ts';

/** The operator that a body names by its slug, if it does. @throws RequestRefused 400 when there is none */
export async function operatorNamed(
  directory: Directory,
  slug: string | undefined,
): Promise<Operator | null> {
  if (slug === undefined) return null;
  const operator = await directory.operatorBySlug(slug);
  if (operator !== null) return operator;
  throw invalid([{ pointer: '/operator', message: 'is not an operator of the directory; import it first' }]);
}
