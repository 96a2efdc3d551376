import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryReasonView } from '#libs/contracts';

/** Says why a mail is kept back or not through in the reader's words; what is not ours, as it stands there. */
export function useDeliveryReason(): (text: string, codes: readonly DeliveryReasonView[]) => string {
  // It is asked in the middle of a page: waiting for words would take the page, and where the keyboard was, away.
  const { t } = useTranslation('delivery-reasons', { useSuspense: false });
  return useCallback(
    (text, codes) => {
      const said = codes.map(({ code, parts }) => t(`codes.${code}`, { ...parts, defaultValue: '' }));
      return said.length === 0 || said.includes('') ? text : said.join(' ');
    },
    [t],
  );
}
