import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { draftAdvisory } from '../../api/advisories.ts';
import { useIntent } from '../../api/intent.ts';
import { useSession } from '../../app/session.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { sentOf } from './save.ts';
import { TextForm } from './text-form.tsx';
import { EMPTY } from './typed.ts';
import type { Typed } from './typed.ts';

/** A new advisory; `?incident=2026-000123` says which incident it tells of. */
export default function NewAdvisory() {
  const { t } = useTranslation('advisories');
  const { userId } = useSession();
  const [asked] = useSearchParams();
  const number = asked.get('incident') ?? '';
  const draft = useDraft<Typed>(`advisory.${userId}.new${number}`, { ...EMPTY, incidentNumber: number });
  const { key } = useIntent();
  const goTo = useNavigate();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => draftAdvisory(await sentOf(draft.value, t('noSuchIncident')), key),
    onSuccess: async ({ id }) => {
      draft.clear();
      tell(t('saved'));
      await queries.invalidateQueries({ queryKey: ['advisories'] });
      await goTo(`/advisories/${id}`);
    },
  });
  return (
    <>
      <PageHead title={t('write')} />
      <TextForm
        draft={draft}
        error={saving.error}
        isSaving={saving.isPending}
        onSave={() => saving.mutate()}
        onDiscard={() => {
          draft.clear();
          void goTo('/advisories');
        }}
      />
    </>
  );
}
