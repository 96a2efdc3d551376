import { useQuery } from '@tanstack/react-query';
import type {
  ContactKeyCountsView,
  ContactKeyView,
  EncryptionAnswerView,
  KeyAnswerView,
  OwnKeyView,
  PageView,
} from '#libs/contracts';
import { read } from './call.ts';
import { usePages } from './pages.ts';

const KEYS = 'key-room';

export const useOwnKey = () =>
  useQuery({
    queryKey: [KEYS, 'own'],
    queryFn: ({ signal }) => read<OwnKeyView>('key-room/own', {}, signal),
  });

/** By the operator's name; `state` and `q` empty: all. */
export const useContactKeys = (filter: { state: string; q: string }) =>
  usePages<ContactKeyView>([KEYS, 'contacts'], 'key-room/contacts', filter);

export const useContactKeyCounts = () =>
  useQuery({
    queryKey: [KEYS, 'counts'],
    queryFn: ({ signal }) => read<ContactKeyCountsView>('key-room/contacts/counts', {}, signal),
  });

/** The first contacts that fit words that somebody typed. */
export const useContactsCalled = (words: string | null) =>
  useQuery({
    queryKey: [KEYS, 'called', words],
    queryFn: async ({ signal }) =>
      (await read<PageView<ContactKeyView>>('key-room/contacts', { q: words, limit: 10 }, signal)).items,
    enabled: words !== null,
  });

/** Why can we encrypt to this contact, or not? */
export const useEncryptionAnswer = (contactId: string) =>
  useQuery({
    queryKey: [KEYS, 'encryption', contactId],
    queryFn: ({ signal }) =>
      read<EncryptionAnswerView>(`key-room/contacts/${contactId}/encryption`, {}, signal),
  });

/** Whose key is that, and can we read what is encrypted to it? `id` in hex alone. */
export const useKeyAnswer = (id: string) =>
  useQuery({
    queryKey: [KEYS, 'ids', id],
    queryFn: ({ signal }) => read<KeyAnswerView>(`key-room/ids/${id}`, {}, signal),
  });
