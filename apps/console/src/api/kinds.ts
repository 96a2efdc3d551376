import { useQuery } from '@tanstack/react-query';
import type { KindView, PageView } from '#libs/contracts';
import { read } from './call.ts';

/** The kinds of incident, in the order of their file. They change with a release alone. */
export const useKinds = () =>
  useQuery({
    queryKey: ['kinds'],
    queryFn: async ({ signal }): Promise<KindView[]> =>
      (await read<PageView<KindView>>('kinds', {}, signal)).items,
    staleTime: Infinity,
  });

/** What a kind is called; its name until the kinds have come. */
export function useKindTitle(): (name: string) => string {
  const kinds = useKinds().data;
  return (name) => kinds?.find((kind) => kind.name === name)?.title ?? name;
}
