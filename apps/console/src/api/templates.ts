import { useQuery } from '@tanstack/react-query';
import type { PageView, TemplateSummaryView, TemplateView } from '#libs/contracts';
import { read } from './call.ts';

export const useTemplates = () =>
  useQuery({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => (await read<PageView<TemplateSummaryView>>('templates', {}, signal)).items,
    // Files of the service: they change with its version.
    staleTime: 3_600_000,
  });

export const useTemplate = (name: string, language: string) =>
  useQuery({
    queryKey: ['templates', name, language],
    queryFn: ({ signal }) =>
      read<TemplateView>(`templates/${encodeURIComponent(name)}`, { language }, signal),
    staleTime: 3_600_000,
  });
