import { Button, Group, MultiSelect, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES, TLP_LABELS, tlpRestriction } from '#libs/contracts';
import type { StaffListView } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { useIntent } from '../../../api/intent.ts';
import { useKinds, useKindTitle } from '../../../api/kinds.ts';
import { proposeRule, useListChange } from '../../../api/lists.ts';
import { useSession } from '../../../app/session.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { countriesOf, firstRule, requestOf, tldsOf, wordsFault } from './typed-rule.ts';
import type { TypedRule } from './typed-rule.ts';

/** Proposes a rule; it posts once another lead has agreed. */
export function RuleForm({ list, onDone }: { list: StaffListView; onDone: () => void }) {
  const { t } = useTranslation('list');
  useTranslation('kinds');
  const { userId } = useSession();
  const intent = useIntent();
  const kinds = useKinds().data ?? [];
  const kindTitle = useKindTitle();
  const draft = useDraft<TypedRule>(`rule.${userId}.${list.slug}`, firstRule(list.tlp));
  const { value } = draft;
  const change = (changed: Partial<TypedRule>) => {
    intent.renew();
    draft.set({ ...value, ...changed });
  };
  const proposing = useListChange(() => proposeRule(list.slug, requestOf(value), intent.key));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    proposing.mutate(undefined, {
      onSuccess: () => {
        draft.clear();
        tell(t('rule.made'));
        onDone();
      },
    });
  };
  const faultAt = (pointer: string) =>
    proposing.error instanceof ApiFault ? proposing.error.at(pointer) : null;
  const minutes = (name: 'holdMinutes' | 'mostAlerts' | 'windowMinutes') => (
    <TextInput
      label={t(`rule.form.${name}`)}
      description={t(`rule.form.${name}Words`)}
      inputMode="numeric"
      maxLength={4}
      value={value[name]}
      error={faultAt(`/${name}`)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={640}>
        <TextInput
          label={t('rule.form.name')}
          required
          maxLength={100}
          value={value.name}
          error={faultAt('/name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('rule.form.severity')}
          value={value.severity}
          onChange={(event) =>
            change({
              severity: SEVERITIES.find((one) => one === event.currentTarget.value) ?? value.severity,
            })
          }
          data={SEVERITIES.map((one) => ({ value: one, label: t(`ui:severity.${one}`) }))}
        />
        <NativeSelect
          label={t('rule.form.tlp')}
          description={t('rule.form.tlpWords', { label: `TLP:${list.tlp}` })}
          value={value.tlp}
          error={faultAt('/tlp')}
          onChange={(event) =>
            change({ tlp: TLP_LABELS.find((one) => one === event.currentTarget.value) ?? value.tlp })
          }
          data={TLP_LABELS.filter((one) => tlpRestriction(one) <= tlpRestriction(list.tlp)).map((one) => ({
            value: one,
            label: `TLP:${one}`,
          }))}
        />
        <MultiSelect
          label={t('rule.form.kinds')}
          placeholder={value.kinds.length === 0 ? t('rule.any') : ''}
          data={kinds.map(({ name }) => ({ value: name, label: kindTitle(name) }))}
          value={value.kinds}
          error={faultAt('/kinds')}
          onChange={(chosen) => change({ kinds: chosen })}
          searchable
          clearable
        />
        <Textarea
          label={t('rule.form.tlds')}
          description={t('rule.form.tldsWords')}
          autosize
          minRows={2}
          maxRows={8}
          value={value.tlds}
          error={wordsFault(proposing.error, 'tlds', tldsOf(value.tlds))}
          onChange={(event) => change({ tlds: event.currentTarget.value })}
        />
        <TextInput
          label={t('rule.form.countries')}
          description={t('rule.form.countriesWords')}
          maxLength={1_000}
          value={value.countries}
          error={wordsFault(proposing.error, 'countries', countriesOf(value.countries))}
          onChange={(event) => change({ countries: event.currentTarget.value })}
        />
        {minutes('holdMinutes')}
        {minutes('mostAlerts')}
        {minutes('windowMinutes')}
        {proposing.error === null ? null : <Fault error={proposing.error} safe={t('lists:form.safe')} />}
        <Group gap="sm">
          <Button type="submit" loading={proposing.isPending}>
            {t('rule.form.propose')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              draft.clear();
              onDone();
            }}
          >
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
