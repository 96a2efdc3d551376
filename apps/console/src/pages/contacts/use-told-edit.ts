import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EditedContactView } from '../../api/contacts.ts';
import { tell } from '../../ui/undo.tsx';

/** What came of an edit, told: done, waiting for a second word, held, or nothing to do. */
export function useToldEdit(slug: string): (edited: EditedContactView) => Promise<void> {
  const { t } = useTranslation('contacts');
  const queries = useQueryClient();
  return async ({ change }) => {
    tell(t(change === null ? 'told.done' : change.state === 'frozen' ? 'told.frozen' : 'told.waits'));
    await Promise.all(
      ['contacts', 'contact-changes', 'session'].map((noun) =>
        queries.invalidateQueries({ queryKey: noun === 'session' ? [noun] : [noun, slug] }),
      ),
    );
  };
}
