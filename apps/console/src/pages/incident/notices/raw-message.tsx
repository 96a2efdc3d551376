import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#libs/contracts';
import { useRawMessage } from '../../../api/notices.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import classes from './notices.module.css';

interface Props {
  delivery: Pick<DeliveryView, 'id' | 'rawUrl' | 'rawSha256' | 'contact'>;
  onClose: () => void;
}

/** The bytes that were signed and sent, as text: nothing in them is ever a page. */
export function RawMessage({ delivery, onClose }: Props) {
  const { t } = useTranslation('notices');
  const asked = useRawMessage(delivery.id);
  return (
    <Modal opened onClose={onClose} size="xl" title={t('messageTo', { whom: delivery.contact.email ?? '' })}>
      {asked.isPending ? <Loading /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : (
        <>
          <pre className={`raw ${classes['message']}`} tabIndex={0} aria-label={t('bytes')}>
            {asked.data}
          </pre>
          <Text size="sm" mt="sm">
            SHA-256 <code className="foreign">{delivery.rawSha256}</code>
          </Text>
          <Group mt="sm" gap="sm">
            <Button component="a" href={delivery.rawUrl ?? ''} download="message.eml" variant="default">
              {t('download')}
            </Button>
            <Copy text={asked.data} what={t('bytes')} />
          </Group>
        </>
      )}
    </Modal>
  );
}
