import { Button, Group, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { CONTACT_ROLES, ENCRYPTION_POLICIES } from '#libs/contracts';
import { ApiFault, withoutFields } from '../../api/fault.ts';
import { Fault } from '../../ui/fault.tsx';
import { VersionChoice } from '../../ui/version-choice.tsx';
import { fieldsOf, isHarmless } from './contact-fields.ts';
import type { ContactFields } from './contact-fields.ts';
import { useContactEdit } from './use-contact-edit.ts';

/** Languages that our mails come in, or will. */
const LANGUAGES = ['en', 'fr', 'es', 'pt', 'ar', 'ru', 'zh'];
const ORDERS = Array.from({ length: 9 }, (_, index) => index + 1);

interface Props {
  slug: string;
  /** Null: a new one. */
  contact: ContactView | null;
  onDone: () => void;
}

/** Says before it is sent whether it is done at once or waits for a second word. */
export function ContactForm({ slug, contact, onDone }: Props) {
  const { t } = useTranslation('contacts');
  const {
    fields,
    set: setAll,
    changed,
    saving,
    save,
    drop,
    clash,
    settle,
  } = useContactEdit(slug, contact, onDone);
  const at = (name: string) => (saving.error instanceof ApiFault ? saving.error.at(`/${name}`) : null);
  const set = <K extends keyof ContactFields>(name: K, value: ContactFields[K]) =>
    setAll({ ...fields, [name]: value });
  const isUnchanged = contact !== null && Object.keys(changed).length === 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <TextInput
          type="email"
          label={t('fields.email')}
          description={t('help.email')}
          error={at('email')}
          value={fields.email}
          onChange={(event) => set('email', event.currentTarget.value)}
          required
        />
        <Group grow align="flex-start">
          <NativeSelect
            label={t('fields.role')}
            data={CONTACT_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={fields.role}
            onChange={(event) =>
              set('role', CONTACT_ROLES.find((one) => one === event.currentTarget.value) ?? 'noc')
            }
          />
          <NativeSelect
            label={t('fields.orderOfCall')}
            data={[...new Set([...ORDERS, fields.order])].map(String)}
            value={String(fields.order)}
            onChange={(event) => set('order', Number(event.currentTarget.value))}
          />
        </Group>
        <TextInput
          type="tel"
          label={t('fields.phone')}
          description={t('help.phone')}
          error={at('phone')}
          value={fields.phone}
          onChange={(event) => set('phone', event.currentTarget.value)}
        />
        <TextInput
          label={t('fields.name')}
          error={at('name')}
          value={fields.name}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <NativeSelect
            label={t('fields.language')}
            data={[...new Set([...LANGUAGES, fields.language])]}
            value={fields.language}
            onChange={(event) => set('language', event.currentTarget.value)}
          />
          <Select
            label={t('fields.timezone')}
            error={at('timezone')}
            data={[...new Set(['UTC', fields.timezone, ...Intl.supportedValuesOf('timeZone')])]}
            searchable
            allowDeselect={false}
            limit={50}
            value={fields.timezone}
            onChange={(value) => set('timezone', value ?? 'UTC')}
          />
        </Group>
        <NativeSelect
          label={t('fields.encryption')}
          description={t('help.encryption')}
          data={ENCRYPTION_POLICIES.map((value) => ({ value, label: t(`encryption.${value}`) }))}
          value={fields.encryption}
          onChange={(event) =>
            set(
              'encryption',
              ENCRYPTION_POLICIES.find((one) => one === event.currentTarget.value) ?? 'if_key',
            )
          }
        />
        {clash === null ? null : (
          <VersionChoice
            clashes={(clash.clashes.length === 0 ? Object.keys(changed) : clash.clashes).map((name) => ({
              name: t(`fields.${name}`),
              theirs: String(fieldsOf(clash.present)[name as keyof ContactFields]),
              mine: String(fields[name as keyof ContactFields]),
            }))}
            onMine={() => settle(clash.mine)}
            onTheirs={() => settle(clash.theirs)}
            isBusy={saving.isPending}
          />
        )}
        {saving.isError && clash === null ? (
          <Fault error={withoutFields(saving.error)} safe={t('form.safe')} />
        ) : null}
        <Text>
          {t(
            isUnchanged
              ? 'form.unchanged'
              : contact !== null && isHarmless(changed)
                ? 'form.atOnce'
                : 'form.waits',
          )}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            onClick={() => {
              drop();
              onDone();
            }}
          >
            {t('form.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={isUnchanged}>
            {t(contact !== null && isHarmless(changed) ? 'form.save' : 'form.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
