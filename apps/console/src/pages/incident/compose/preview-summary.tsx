import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NoticePreviewView } from '#libs/contracts';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { useDeliveryReason } from '../../../ui/use-delivery-reason.ts';
import { withheldReasons } from './withheld.ts';

/** The whole of it in a sentence, then what keeps some of it back. */
export function PreviewSummary({ preview }: { preview: NoticePreviewView }) {
  const { t } = useTranslation('compose');
  const { counts, secondPerson, onlyDomains, heldDomains } = preview;
  const inWords = useDeliveryReason();
  const reasons = withheldReasons(
    preview.deliveries.map(({ willBeSent, why, whyCodes }) => ({ willBeSent, why: inWords(why, whyCodes) })),
  );
  return (
    <>
      <Text>
        <strong>
          {t('preview.summary', {
            count: counts.signed,
            operators: t('preview.operators', { count: counts.operators }),
            encrypted: counts.encrypted,
            withheld: counts.withheld,
          })}
        </strong>{' '}
        <TlpMark tlp={preview.tlp} />
      </Text>
      {secondPerson.needed === 0 ? null : (
        <Text mt={4}>
          <strong>{t('preview.second', { count: secondPerson.needed })}</strong> {secondPerson.why}{' '}
          {t('preview.waits', { hours: secondPerson.waitsHours })}
        </Text>
      )}
      {reasons.length === 0 ? null : (
        <>
          <Text mt={4}>{t('preview.withheld')}</Text>
          <List size="md">
            {reasons.map(({ why, count }) => (
              <List.Item key={why}>
                {count} × {why}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {heldDomains.length === 0 ? null : (
        <Text mt={4} className="foreign">
          {t('preview.domains', { only: onlyDomains.join(', '), held: heldDomains.join(', ') })}
        </Text>
      )}
      {counts.encrypted === 0 ? (
        <Text mt={4} size="sm" c="dimmed">
          {t('preview.clear')}
        </Text>
      ) : null}
    </>
  );
}
