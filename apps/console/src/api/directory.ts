import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  ContactChangeView,
  Gap,
  GapCountsView,
  GapView,
  OperatorDetailView,
  OperatorListView,
  PageView,
  RootZoneDifferenceView,
  RootZoneView,
  SpeakerView,
  TldDetailView,
  TldView,
} from '#libs/contracts';
import { read } from './call.ts';
import { usePages } from './pages.ts';

export const useTlds = (filter: { q?: string; kind?: string; operator?: string }) =>
  usePages<TldView>(['tlds'], 'tlds', filter);

export const useTld = (label: string) =>
  useQuery({
    queryKey: ['tld', label],
    queryFn: ({ signal }) => read<TldDetailView>(`tlds/${encodeURIComponent(label)}`, {}, signal),
  });

export const useOperators = (filter: { q?: string; kind?: string; country?: string }) =>
  usePages<OperatorListView>(['operators'], 'operators', filter);

export const useOperator = (slug: string) =>
  useQuery({
    queryKey: ['operator', slug],
    queryFn: ({ signal }) => read<OperatorDetailView>(operatorPath(slug), {}, signal),
  });

export const useSpeakers = (slug: string) =>
  useQuery({
    queryKey: ['operator', slug, 'speakers'],
    queryFn: ({ signal }) => read<PageView<SpeakerView>>(operatorPath(slug, 'speakers'), {}, signal),
  });

export const useContactChanges = (slug: string) =>
  useQuery({
    queryKey: ['operator', slug, 'contact-changes'],
    queryFn: ({ signal }) =>
      read<PageView<ContactChangeView>>(operatorPath(slug, 'contact-changes'), { limit: 50 }, signal),
  });

export const operatorPath = (slug: string, part?: string): string =>
  `operators/${encodeURIComponent(slug)}${part === undefined ? '' : `/${part}`}`;

export const useGapCounts = () =>
  useQuery({
    queryKey: ['gaps'],
    queryFn: ({ signal }) => read<GapCountsView>('stats/gaps', {}, signal),
  });

export const useGap = (gap: Gap) => usePages<GapView>(['gaps', gap], `stats/gaps/${gap}`);

/** Newest first. */
export const useRootZones = () =>
  useQuery({
    queryKey: ['rootzones'],
    queryFn: async ({ signal }) => (await read<PageView<RootZoneView>>('rootzones', {}, signal)).items,
    staleTime: 60_000,
  });

/** Between two serials; nothing is asked while one is missing. */
export const useRootZoneDifference = (older: number | null, newer: number | null) =>
  useQuery({
    queryKey: ['rootzones', older, newer],
    queryFn: ({ signal }) =>
      read<RootZoneDifferenceView>(`rootzones/${older}/difference/${newer}`, { limit: 200 }, signal),
    enabled: older !== null && newer !== null,
    placeholderData: keepPreviousData,
    // Versions never change.
    staleTime: Infinity,
  });
