import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CALL_OUTCOMES } from '#libs/contracts';
import type { CallOutcome, CallView } from '#libs/contracts';
import { callMade, useCallsChanged } from '../../api/calls.ts';
import { useIntent } from '../../api/intent.ts';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import classes from './calls.module.css';

/** What came of it, said by who rang; it stands in the incident's record. */
export function CallForm({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const changed = useCallsChanged();
  const { key } = useIntent();
  const [outcome, setOutcome] = useState<CallOutcome | ''>('');
  const [note, setNote] = useState('');
  const making = useMutation({
    mutationFn: (said: CallOutcome) => callMade(call.id, { outcome: said, note: note.trim() }, key),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      tell(t('form.done', { number: call.incident.number }));
    },
  });
  // Several calls of one incident are told apart by whom they reach, and about whom.
  const whom = [
    t(`parties.${call.party}`),
    call.callee.contact,
    call.callee.operator,
    call.about?.name,
  ].filter((name) => name !== null && name !== undefined);
  return (
    <form
      noValidate
      aria-label={[t('form.label', { number: call.incident.number }), ...whom].join(', ')}
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome !== '') making.mutate(outcome);
      }}
    >
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('form.outcome')}
          value={outcome}
          data={[
            { value: '', label: t('form.choose') },
            ...CALL_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) })),
          ]}
          onChange={(event) =>
            setOutcome(CALL_OUTCOMES.find((one) => one === event.currentTarget.value) ?? '')
          }
        />
        <TextInput
          label={t('form.note')}
          maxLength={500}
          className={classes['note']}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={making.isPending} disabled={outcome === ''}>
          {t('form.act')}
        </Button>
      </Group>
      {making.isError ? <Fault error={making.error} safe={t('form.safe')} /> : null}
    </form>
  );
}
