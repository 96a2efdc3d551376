import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';

interface Props {
  entry: TimelineEntryView;
  /** As the page writes a time. */
  time: (at: string) => ReactNode;
}

/** The clocks of an entry besides when it happened: until when, how sure somebody was, when it was seen. Empty without any. */
export function ToldTimes({ entry: { at, until, uncertain, observedAt }, time }: Props) {
  const { t } = useTranslation('facts');
  const told = [
    until === undefined ? null : (
      <span key="until">
        {time(at)} – {time(until)}
      </span>
    ),
    uncertain === undefined ? null : <strong key="uncertain">{t('isUncertain')}</strong>,
    observedAt === undefined ? null : (
      <span key="observed">
        {t('seen')} {time(observedAt)}
      </span>
    ),
  ].filter((one) => one !== null);
  return told.map((one, place) => [place === 0 ? null : ' · ', one]);
}
