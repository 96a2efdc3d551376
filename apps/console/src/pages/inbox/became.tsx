import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InboundLine } from '#libs/contracts';
import { ToneMark } from '../../ui/state-mark.tsx';
import type { Tone } from '../../ui/state-mark.tsx';

const TONES: Record<NonNullable<InboundLine['outcome']> | InboundLine['state'], Tone> = {
  received: 'busy',
  read: 'calm',
  quarantined: 'bad',
  discarded: 'calm',
  report: 'good',
  report_to_prove: 'busy',
  answer: 'good',
  note: 'busy',
  asked_back: 'busy',
  bounce: 'bad',
  automatic: 'calm',
  post: 'busy',
  subscription: 'good',
  refused: 'bad',
  kept: 'busy',
};

/** What became of a mail, in a word, with the way there. */
export function Became({ mail }: { mail: InboundLine }) {
  const { t } = useTranslation('inbox');
  const isRead = mail.state === 'read' && mail.outcome !== null;
  const words = isRead ? t(`outcome.${mail.outcome ?? 'kept'}`) : t(`state.${mail.state}`);
  return (
    <>
      <ToneMark tone={TONES[isRead ? (mail.outcome ?? 'kept') : mail.state]} words={words} />
      <div>
        {mail.incidentId === null ? null : (
          <>
            <Anchor component={Link} to={`/incidents/${mail.incidentId}`}>
              {t('toIncident', { number: mail.incidentNumber })}
            </Anchor>{' '}
          </>
        )}
        {mail.publicReportId === null ? null : (
          <Anchor component={Link} to="/reports?tab=unproven">
            {t('toUnproven')}
          </Anchor>
        )}
        {mail.reportId === null ? null : (
          <Anchor component={Link} to={`/reports/${mail.reportId}`}>
            {t('toReport')}
          </Anchor>
        )}
      </div>
    </>
  );
}
