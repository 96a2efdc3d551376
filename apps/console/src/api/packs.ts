import type { ContactPackRecipientView, ContactPackView } from '#libs/contracts';
import { usePages } from './pages.ts';

/** The newest month first. */
export const usePacks = () => usePages<ContactPackView>(['contact-packs'], 'contact-packs');

/** `month` as the service names it: `2026-11`. A filter that is empty asks for all. */
export const usePackRecipients = (month: string, filter: { state: string }) =>
  usePages<ContactPackRecipientView>(['contact-packs', month], `contact-packs/${month}/recipients`, filter);
