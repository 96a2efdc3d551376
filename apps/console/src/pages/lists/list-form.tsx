import { Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TLP_LABELS } from '#libs/contracts';
import type { Tlp } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { Fault } from '../../ui/fault.tsx';

/** What may be changed of a list later as well. */
export interface ListFields {
  name: string;
  description: string;
  tlp: Tlp;
  open: boolean;
  encryptedOnly: boolean;
}

interface Props {
  value: ListFields;
  onChange: (changed: Partial<ListFields>) => void;
  /** Only such a list can be open to everybody. */
  mayBeOpen: boolean;
  error: unknown;
  isSaving: boolean;
  act: string;
  onSave: () => void;
  onCancel: () => void;
  /** Fields that are said once, when the list is made. */
  before?: ReactNode;
  /** Instead of the fault, where somebody else was faster. */
  clash?: ReactNode;
}

/** What a list is called and what it may carry. */
export function ListForm({ value, onChange, mayBeOpen, error, before, clash, ...acts }: Props) {
  const { t } = useTranslation('lists');
  const faultAt = (pointer: string) => (error instanceof ApiFault ? error.at(pointer) : null);
  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        acts.onSave();
      }}
    >
      <Stack gap="md" maw={640}>
        {before}
        <TextInput
          label={t('form.name')}
          required
          maxLength={100}
          value={value.name}
          error={faultAt('/name')}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('form.description')}
          autosize
          minRows={2}
          maxLength={500}
          value={value.description}
          error={faultAt('/description')}
          onChange={(event) => onChange({ description: event.currentTarget.value.replaceAll('\n', ' ') })}
        />
        <NativeSelect
          label={t('form.tlp')}
          description={t('form.tlpWords')}
          value={value.tlp}
          error={faultAt('/tlp')}
          onChange={(event) =>
            onChange({ tlp: TLP_LABELS.find((label) => label === event.currentTarget.value) ?? value.tlp })
          }
          data={TLP_LABELS.map((label) => ({ value: label, label: `TLP:${label}` }))}
        />
        {mayBeOpen ? (
          <Checkbox
            label={t('form.open')}
            description={t('form.openWords')}
            checked={value.open}
            error={faultAt('/open')}
            onChange={(event) => onChange({ open: event.currentTarget.checked })}
          />
        ) : null}
        <Checkbox
          label={t('form.encryptedOnly')}
          description={t('form.encryptedOnlyWords')}
          checked={value.encryptedOnly}
          error={faultAt('/encryptedOnly')}
          onChange={(event) => onChange({ encryptedOnly: event.currentTarget.checked })}
        />
        {clash ?? (error === null ? null : <Fault error={error} safe={t('form.safe')} />)}
        <Group gap="sm">
          <Button type="submit" loading={acts.isSaving}>
            {acts.act}
          </Button>
          <Button variant="default" onClick={acts.onCancel}>
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
