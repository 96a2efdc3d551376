import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReasonView } from '#libs/contracts';
import { useKindTitle } from '../api/kinds.ts';
import { reasonWords } from './reason-words.ts';

/** Says a reason of the machine in the reader's words. */
export function useReasonWords(): (reason: ReasonView) => string {
  // It is asked in the middle of a page: waiting for words would take the page, and where the keyboard was, away.
  const { t } = useTranslation('reasons', { useSuspense: false });
  const kindTitle = useKindTitle();
  return useCallback((reason) => reasonWords(reason, { t, kindTitle }), [t, kindTitle]);
}
