import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LIST_KINDS, LIST_MEMBERSHIPS } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { useIntent } from '../../api/intent.ts';
import { makeList, useListChange } from '../../api/lists.ts';
import type { NewListRequest } from '../../api/lists.ts';
import { useSession } from '../../app/session.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { ListForm } from './list-form.tsx';

const EMPTY: NewListRequest = {
  slug: '',
  kind: 'own',
  membership: 'by_hand',
  name: '',
  description: '',
  tlp: 'GREEN',
  open: false,
  encryptedOnly: false,
  address: null,
};

/** A new list of ours, or the address of somebody else's. */
export default function NewListPage() {
  const { t } = useTranslation('lists');
  const { userId } = useSession();
  const draft = useDraft<NewListRequest>(`list.${userId}`, EMPTY);
  const { value } = draft;
  const intent = useIntent();
  const goTo = useNavigate();
  const making = useListChange(() => makeList({ ...value, slug: value.slug.trim() }, intent.key));
  const change = (changed: Partial<NewListRequest>) => {
    intent.renew();
    draft.set({ ...value, ...changed });
  };
  const mayBeOpen = value.kind === 'own' && value.membership === 'by_hand';
  return (
    <>
      <PageHead title={t('make')} />
      <Panel title={t('form.title')}>
        <ListForm
          value={value}
          onChange={change}
          mayBeOpen={mayBeOpen}
          error={making.error}
          isSaving={making.isPending}
          act={t('form.make')}
          onSave={() =>
            making.mutate(undefined, {
              onSuccess: ({ slug }) => {
                draft.clear();
                tell(t('form.made'));
                void goTo(`/lists/${slug}`);
              },
            })
          }
          onCancel={() => {
            draft.clear();
            void goTo('/lists');
          }}
          before={<Once value={value} onChange={change} error={making.error} />}
        />
      </Panel>
    </>
  );
}

interface OnceProps {
  value: NewListRequest;
  onChange: (changed: Partial<NewListRequest>) => void;
  error: unknown;
}

/** What stays as it is for the life of the list. */
function Once({ value: { slug, kind, membership, address }, onChange, error }: OnceProps) {
  const { t } = useTranslation('lists');
  const faultAt = (pointer: string) => (error instanceof ApiFault ? error.at(pointer) : null);
  return (
    <>
      <TextInput
        label={t('form.slug')}
        description={t('form.slugWords')}
        required
        maxLength={60}
        value={slug}
        error={faultAt('/slug')}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange({ slug: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.kind')}
        description={t(`form.kindWords.${kind}`)}
        value={kind}
        onChange={(event) =>
          onChange(
            event.currentTarget.value === 'outside'
              ? { kind: 'outside', membership: 'by_hand', open: false, address: '' }
              : { kind: 'own', address: null },
          )
        }
        data={LIST_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      {kind === 'outside' ? (
        <TextInput
          label={t('form.address')}
          type="email"
          required
          maxLength={254}
          value={address ?? ''}
          error={faultAt('/address')}
          onChange={(event) => onChange({ address: event.currentTarget.value })}
        />
      ) : (
        <NativeSelect
          label={t('form.membership')}
          description={t(`form.membershipWords.${membership}`)}
          value={membership}
          error={faultAt('/membership')}
          onChange={(event) =>
            onChange(
              event.currentTarget.value === 'directory'
                ? { membership: 'directory', open: false }
                : { membership: 'by_hand' },
            )
          }
          data={LIST_MEMBERSHIPS.map((one) => ({ value: one, label: t(`membership.${one}`) }))}
        />
      )}
    </>
  );
}
