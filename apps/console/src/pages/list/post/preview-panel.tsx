import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AlertPreviewView, StaffListView } from '#libs/contracts';
import { MailText } from '../../../ui/mail-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';

interface Props {
  list: StaffListView;
  preview: AlertPreviewView | undefined;
  /** False: something was changed since. */
  isFresh: boolean;
  isPending: boolean;
  onPost: (preview: AlertPreviewView) => void;
}

/** What would happen, before it does. */
export function PreviewPanel({ list, preview, isFresh, isPending, onPost }: Props) {
  const { t } = useTranslation('list-post');
  if (preview === undefined)
    return (
      <Panel title={t('preview.title')}>
        <Text c="dimmed">{t('preview.none')}</Text>
      </Panel>
    );
  const { counts, secondPerson } = preview;
  return (
    <Panel title={t('preview.title')} beside={<TlpMark tlp={preview.tlp} />}>
      <div aria-live="polite">
        <Text fw={600}>
          {t('preview.summary', {
            count: counts.encrypted + counts.signed,
            encrypted: counts.encrypted,
            withheld: counts.withheld,
          })}
        </Text>
        {list.kind === 'outside' ? (
          <Text className="foreign">{t('preview.outside', { address: list.address })}</Text>
        ) : null}
        {secondPerson.why === null ? null : (
          <Text>
            {secondPerson.why} {t('preview.waits', { hours: secondPerson.waitsHours })}
          </Text>
        )}
        <Group gap="sm" my="sm">
          <Button disabled={!isFresh} loading={isPending} onClick={() => onPost(preview)}>
            {t(secondPerson.needed > 0 ? 'post.propose' : 'post.button')}
          </Button>
          {isFresh ? null : <Text size="sm">{t('preview.old')}</Text>}
        </Group>
      </div>
      <MailText subject={preview.subject} text={preview.text} />
    </Panel>
  );
}
