import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
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

/** What a kind is called in the reader's language; one that the installation added, by its own title. */
export function useKindTitle(): (name: string) => string {
  const { t } = useTranslation('kinds');
  const kinds = useKinds().data;
  return useCallback(
    (name) => t(name, { defaultValue: kinds?.find((kind) => kind.name === name)?.title ?? name }),
    [t, kinds],
  );
}
