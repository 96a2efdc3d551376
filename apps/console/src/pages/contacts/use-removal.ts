import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import type { EditedContactView } from '../../api/contacts.ts';
import { useAsk } from '../../ui/ask.tsx';
import { tellFault } from '../../ui/undo.tsx';
import { useToldEdit } from './use-told-edit.ts';

/** Takes a contact or its key away; asks first, for who is not told anything more may miss an incident. */
export function useRemoval(slug: string, { id, email, version }: ContactView) {
  const { t } = useTranslation('contacts');
  const ask = useAsk();
  const told = useToldEdit(slug);
  const remove = async (what: 'contact' | 'key') => {
    const answer = await ask({
      title: t(`removal.${what}.title`, { email }),
      what: t(`removal.${what}.what`),
      act: t(`removal.${what}.act`),
      grave: true,
    });
    if (answer === null) return;
    const path = what === 'key' ? `contacts/${id}/key` : `contacts/${id}`;
    const ifMatch = what === 'key' ? undefined : `"${version}"`;
    await send<EditedContactView>('DELETE', path, undefined, { ifMatch }).then(told, (error: unknown) =>
      tellFault(t('told.failed'), error),
    );
  };
  return { removeContact: () => remove('contact'), removeKey: () => remove('key') };
}
