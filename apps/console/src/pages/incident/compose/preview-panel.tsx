import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { NoticePreviewView } from '#libs/contracts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { MailText } from '../../../ui/mail-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from './compose.module.css';
import { PreviewSummary } from './preview-summary.tsx';
import { PreviewTable } from './preview-table.tsx';
import type { Look } from './use-look.ts';
import type { TellingOnce } from './use-telling.tsx';

interface Props {
  /** Where the focus goes when one looks. */
  ref: Ref<HTMLDivElement>;
  look: Look;
  telling: TellingOnce;
  onSend: () => void;
}

/** What would happen, before it does. */
export function PreviewPanel({ ref, look, telling, onSend }: Props) {
  const { t } = useTranslation('compose');
  const { preview } = look;
  return (
    <Panel title={t('preview.title')}>
      <div ref={ref} tabIndex={-1} className={classes['preview']} aria-live="polite">
        {look.error === null ? null : <Fault error={look.error} safe={t('safe')} onRetry={look.again} />}
        {preview === undefined && look.isLoading ? <Loading lines={4} /> : null}
        {preview === undefined && !look.isLoading && look.error === null ? (
          <Text c="dimmed">{t('preview.none')}</Text>
        ) : null}
        {preview === undefined ? null : (
          <div className={look.isFresh ? undefined : classes['old']}>
            <PreviewSummary preview={preview} />
          </div>
        )}
        {preview === undefined ? null : <SendBar look={look} telling={telling} onSend={onSend} />}
      </div>
      {preview === undefined ? null : <Details preview={preview} onShow={look.showMailTo} />}
    </Panel>
  );
}

function SendBar({ look, telling, onSend }: Omit<Props, 'ref'>) {
  const { t } = useTranslation('compose');
  const { id = '' } = useParams();
  const isProposal = (look.preview?.secondPerson.needed ?? 0) > 0;
  return (
    <>
      <Group gap="sm" my="sm">
        <Button onClick={onSend} loading={telling.isPending || look.isLoading}>
          {t(look.isFresh ? (isProposal ? 'send.propose' : 'send.button') : 'lookAgain')}
        </Button>
        {look.isFresh ? null : <Text size="sm">{t('preview.old')}</Text>}
      </Group>
      {telling.wentBefore ? (
        <Alert color="yellow" variant="outline" role="alert">
          <Text fw={600}>{t('before.title')}</Text>
          {t('before.words')}{' '}
          <Anchor component={Link} to={`/incidents/${id}?part=notices`} underline="always">
            {t('before.see')}
          </Anchor>
          <Group mt="sm">
            <Button variant="default" onClick={telling.meanAnother}>
              {t('before.another')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      {telling.error !== null && !telling.wentBefore ? (
        <Fault error={telling.error} safe={t('safeSending')} />
      ) : null}
    </>
  );
}

function Details({ preview, onShow }: { preview: NoticePreviewView; onShow: (contactId: string) => void }) {
  const shown = preview.deliveries.find(({ contact }) => contact.id === preview.sampleOf?.contactId);
  return (
    <>
      <PreviewTable preview={preview} onShow={onShow} />
      <MailText
        from={preview.from}
        to={shown?.contact.email ?? undefined}
        subject={preview.subject}
        text={preview.text}
      />
    </>
  );
}
