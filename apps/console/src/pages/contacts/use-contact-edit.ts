import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactView } from '#libs/contracts';
import { read, send } from '../../api/call.ts';
import type { EditedContactView } from '../../api/contacts.ts';
import { ApiFault } from '../../api/fault.ts';
import { useIntent } from '../../api/intent.ts';
import { useSession } from '../../app/session.tsx';
import { useOwnZone } from '../../app/zone.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { addedFields, changedFields, fieldsOf, merged, newContact } from './contact-fields.ts';
import type { ContactFields } from './contact-fields.ts';
import { useToldEdit } from './use-told-edit.ts';

/** What is to be stored, over which state of the contact; null: a new one. */
interface Writing {
  base: ContactView | null;
  fields: ContactFields;
}

/** An edit of a contact, kept until it is stored; where somebody was faster, the person says whose word stands. */
export function useContactEdit(slug: string, contact: ContactView | null, onDone: () => void) {
  const { userId } = useSession();
  const zone = useOwnZone();
  const [base, setBase] = useState(contact);
  const [present, setPresent] = useState<ContactView | null>(null);
  const before = base === null ? newContact(zone) : fieldsOf(base);
  const draft = useDraft<ContactFields>(`contact.${userId}.${slug}.${contact?.id ?? 'new'}`, before);
  const told = useToldEdit(slug);
  const intent = useIntent();
  const saving = useMutation({
    mutationFn: ({ base: on, fields }: Writing) => store(slug, on, fields, intent.key),
    networkMode: 'always',
    onSuccess: async (edited) => {
      draft.clear();
      onDone();
      await told(edited);
    },
    onError: async (error) => {
      if (!(error instanceof ApiFault)) return;
      // It was answered, so what is sent next is another request.
      intent.renew();
      if (error.problem.status === 412 && base !== null)
        setPresent(await read<ContactView>(`contacts/${base.id}`));
    },
  });
  const set = (fields: ContactFields) => {
    // Words that were changed after a lost answer are another request.
    if (saving.isError) {
      intent.renew();
      saving.reset();
    }
    draft.set(fields);
  };
  const settle = (fields: ContactFields) => {
    setBase(present);
    setPresent(null);
    draft.set(fields);
    saving.mutate({ base: present, fields });
  };
  return {
    fields: draft.value,
    set,
    changed: changedFields(before, draft.value),
    saving,
    save: () => saving.mutate({ base, fields: draft.value }),
    drop: draft.clear,
    /** Of what another stored meanwhile; null: nobody did. */
    clash: present === null ? null : { present, ...merged(before, draft.value, fieldsOf(present)) },
    settle,
  };
}

const store = (slug: string, base: ContactView | null, fields: ContactFields, key: string) =>
  base === null
    ? send<EditedContactView>('POST', `operators/${slug}/contacts`, addedFields(fields), { key })
    : send<EditedContactView>('PATCH', `contacts/${base.id}`, changedFields(fieldsOf(base), fields), {
        ifMatch: `"${base.version}"`,
      });
