import { useQuery } from '@tanstack/react-query';
import type { PastedResource, Resource } from '#libs/contracts';

/** Most that one question may hold. */
const MOST = 1_000;

export interface Understood {
  /** To be asked. */
  resources: Resource[];
  /** Words that are no resource, and resources with a slip in them. */
  wrong: PastedResource[];
  /** How many are not asked, because there are too many. */
  left: number;
}

/** What a text was taken for; undefined until it was taken apart. */
export function useUnderstood(text: string): Understood | undefined {
  const { data } = useQuery({
    queryKey: ['taken apart', text],
    queryFn: async () => (await import('./take-apart.ts')).takeApart(text),
    staleTime: Infinity,
  });
  return data === undefined ? undefined : understoodOf(data);
}

export function understoodOf(pasted: PastedResource[]): Understood {
  const isRight = ({ type, fault }: PastedResource) => fault === null && type !== 'other';
  const right = pasted.filter(isRight).map(({ type, value }) => ({ type, value }));
  return {
    resources: right.slice(0, MOST),
    wrong: pasted.filter((one) => !isRight(one)),
    left: Math.max(0, right.length - MOST),
  };
}
