import { useTranslation } from 'react-i18next';
import { AFFECTED_STATES, INCIDENT_STATES, OPERATOR_ANSWERS, SERVICE_STATES } from '#libs/contracts';
import type { TimelineEntryView } from '#libs/contracts';

/** Entries that say more than their type. */
const TOLD = new Set([
  'report.received',
  'report.triaged',
  'report.joined',
  'report.rejected',
  'report.quarantined',
  'report.tlp_consented',
  'incident.opened',
  'operator.impact_changed',
  'note.added',
  'attachment.added',
  'delivery.sent',
  'delivery.delayed',
  'delivery.bounced',
  'delivery.failed',
  'delivery.withheld',
  'delivery.escalated',
]);

/** What happened, in a sentence for the operator it happened to. */
export function useEntryWords(): (entry: TimelineEntryView) => string {
  const { t } = useTranslation('mine');
  const own = (state: unknown) => (isOneOf(AFFECTED_STATES, state) ? t(`own.${state}`) : String(state));
  const work = (state: unknown) =>
    isOneOf(INCIDENT_STATES, state) ? t(`ui:states.incident.${state}`) : String(state);
  return ({ type, data }) => {
    if (type === 'incident.state_changed')
      return t('entry.work', { from: work(data['from']), to: work(data['to']) });
    if (type === 'operator.added') return t('entry.added', { to: own(data['to']) });
    if (type === 'operator.state_changed')
      return [
        data['from'] === data['to']
          ? null
          : t('entry.state', { from: own(data['from']), to: own(data['to']) }),
        isOneOf(SERVICE_STATES, data['serviceTo'])
          ? t('entry.service', { to: t(`ui:states.service.${data['serviceTo']}`) })
          : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(' ');
    if (type === 'delivery.acknowledged')
      return t('entry.answered', {
        answer: isOneOf(OPERATOR_ANSWERS, data['answer'])
          ? t(`answers.${data['answer']}`)
          : String(data['answer']),
      });
    if (type === 'fact.stated') return t('entry.fact', { what: String(data['what']) });
    const number = typeof data['reportNumber'] === 'string' ? data['reportNumber'] : '';
    return TOLD.has(type) ? t(`entry.${type.replace('.', '_')}`, { number }) : type;
  };
}

const isOneOf = <T extends string>(names: readonly T[], name: unknown): name is T =>
  names.some((one) => one === name);
