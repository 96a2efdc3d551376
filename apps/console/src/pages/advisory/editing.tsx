import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdvisoryView } from '#libs/contracts';
import { editAdvisory } from '../../api/advisories.ts';
import { ApiFault } from '../../api/fault.ts';
import { useSession } from '../../app/session.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { sentOf } from './save.ts';
import { TextForm } from './text-form.tsx';
import { typedOf } from './typed.ts';
import type { Typed } from './typed.ts';

interface Props {
  advisory: AdvisoryView;
  etag: string;
  incidentNumber: string;
  onDone: () => void;
}

/** Changes the text. Whoever does is its writer from then on. */
export function Editing({ advisory, etag, incidentNumber, onDone }: Props) {
  const { t } = useTranslation('advisories');
  const { userId } = useSession();
  const queries = useQueryClient();
  const draft = useDraft<Typed>(`advisory.${userId}.${advisory.id}`, typedOf(advisory, incidentNumber));
  const read = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['advisory', advisory.id] }),
      queries.invalidateQueries({ queryKey: ['advisories'] }),
    ]);
  const saving = useMutation({
    mutationFn: async () => editAdvisory(advisory.id, await sentOf(draft.value, t('noSuchIncident')), etag),
    onSuccess: async () => {
      draft.clear();
      tell(t('saved'));
      await read();
      onDone();
    },
  });
  const isOvertaken = saving.error instanceof ApiFault && saving.error.problem.status === 412;
  const leave = () => {
    draft.clear();
    void read();
    onDone();
  };
  if (!isOvertaken)
    return (
      <TextForm
        draft={draft}
        error={saving.error}
        isSaving={saving.isPending}
        onSave={() => saving.mutate()}
        onDiscard={leave}
      />
    );
  return (
    <Alert color="accent" variant="outline" role="alert" title={t('overtaken.title')}>
      <Text mb="sm">{t('overtaken.words')}</Text>
      <Group gap="sm">
        <Button variant="default" onClick={leave}>
          {t('overtaken.theirs')}
        </Button>
        <Button
          onClick={() => {
            void read();
            saving.reset();
          }}
        >
          {t('overtaken.mine')}
        </Button>
      </Group>
    </Alert>
  );
}
