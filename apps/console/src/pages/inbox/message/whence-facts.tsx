import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InboundView } from '#libs/contracts';
import { rawMailUrl } from '../../../api/inbox.ts';
import { languageNow } from '../../../app/language.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { sizeWords } from '../../incident/evidence/size-words.ts';

/** How it came to us, and its bytes to be saved: they are the evidence. */
export function WhenceFacts({
  mail: { id, envelope, receivedAt, bytes, sha256, mailbox },
}: {
  mail: InboundView;
}) {
  const { t } = useTranslation('inbox');
  return (
    <>
      <Facts
        facts={[
          [t('whence.received'), <Instant key="received" at={receivedAt} form="full" />],
          [t('whence.mailbox'), t(`mailbox.${mailbox}`)],
          [
            t('whence.from'),
            <code key="from">{envelope.from === '' ? t('whence.nobody') : envelope.from}</code>,
          ],
          [t('whence.to'), <code key="to">{envelope.to}</code>],
          [t('whence.client'), envelope.client === null ? null : <code key="client">{envelope.client}</code>],
          [t('whence.bytes'), sizeWords(bytes, languageNow())],
          ['SHA-256', <code key="sha">{sha256}</code>],
        ]}
      />
      <Group gap="sm" mt="sm">
        <Button component="a" href={rawMailUrl(id)} download={`${id}.eml`} variant="default">
          {t('whence.save')}
        </Button>
        <Copy text={sha256} what="SHA-256" />
      </Group>
    </>
  );
}
