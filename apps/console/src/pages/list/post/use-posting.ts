import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertPreviewView, StaffListView } from '#libs/contracts';
import { incidentByNumber } from '../../../api/advisories.ts';
import { ApiFault } from '../../../api/fault.ts';
import { postAlert, previewAlert } from '../../../api/lists.ts';
import type { AlertRequest } from '../../../api/lists.ts';
import { labelOf } from './typed-alert.ts';
import type { TypedAlert } from './typed-alert.ts';

/** What one looked at; it is old once a word has changed. */
interface Looked {
  of: string;
  preview: AlertPreviewView;
}

/** Looks at what posting would do, and posts that and nothing else. */
export function usePosting(list: StaffListView, typed: TypedAlert) {
  const { t } = useTranslation('list-post');
  const queries = useQueryClient();
  const [looked, setLooked] = useState<Looked | null>(null);
  const words = JSON.stringify({ ...typed, tlp: labelOf(typed, list.tlp) });
  const request = async (): Promise<AlertRequest> => {
    const number = typed.incidentNumber.trim().replace(/^#/, '');
    const incident = number === '' ? null : await incidentByNumber(number);
    if (number !== '' && incident === null) throw noSuchIncident(t('noSuchIncident', { number }));
    return {
      subject: typed.subject.trim(),
      body: typed.body,
      tlp: labelOf(typed, list.tlp),
      ...(incident === null ? {} : { incidentId: incident.id }),
    };
  };
  const looking = useMutation({
    mutationFn: async () => previewAlert(list.slug, await request()),
    onSuccess: (preview) => setLooked({ of: words, preview }),
  });
  const posting = useMutation({
    mutationFn: async () => postAlert(list.slug, await request(), typed.key),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lists'] }),
  });
  return {
    preview: looked?.preview,
    isFresh: looked?.of === words,
    error: posting.error ?? looking.error,
    isPending: looking.isPending || posting.isPending,
    look: () => {
      posting.reset();
      looking.mutate();
    },
    post: posting.mutateAsync,
  };
}

const noSuchIncident = (words: string) =>
  new ApiFault({
    status: 400,
    code: 'request.invalid',
    title: words,
    errors: [{ pointer: '/incidentId', message: words }],
  });
