import { useQuery } from '@tanstack/react-query';
import type { ContactChangeView, ContactView, PageView, SpeakerView } from '#libs/contracts';
import { read } from './call.ts';

/** What became of an edit: done, or a change that waits for a second word. */
export interface EditedContactView {
  contact: ContactView | null;
  change: ContactChangeView | null;
}

/** In the order in which they are called. */
export const useContacts = (slug: string) =>
  useQuery({
    queryKey: ['contacts', slug],
    queryFn: async ({ signal }) =>
      (await read<PageView<ContactView>>(`operators/${slug}/contacts`, {}, signal)).items,
  });

/** Newest first; of those that are done with, the last ones. */
export const useContactChanges = (slug: string) =>
  useQuery({
    queryKey: ['contact-changes', slug],
    queryFn: async ({ signal }) =>
      (await read<PageView<ContactChangeView>>(`operators/${slug}/contact-changes`, { limit: 50 }, signal))
        .items,
    // Confirmed by a mail's link or a call back, it changes without this page.
    refetchInterval: 30_000,
  });

export const useSpeakers = (slug: string) =>
  useQuery({
    queryKey: ['speakers', slug],
    queryFn: async ({ signal }) =>
      (await read<PageView<SpeakerView>>(`operators/${slug}/speakers`, {}, signal)).items,
  });
