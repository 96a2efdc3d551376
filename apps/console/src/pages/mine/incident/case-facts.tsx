import { List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AffectedTldView, OperatorIncidentView } from '#libs/contracts';
import { Panel } from '../../../ui/panel.tsx';
import { useReasonWords } from '../../../ui/use-reason-words.ts';
import classes from './incident.module.css';
import { ServiceChoice } from './service-choice.tsx';

/** Why we ask, how much of what one runs is hit, and how it works for the world. */
export function CaseFacts({ incident }: { incident: OperatorIncidentView }) {
  const { t } = useTranslation('mine');
  const inWords = useReasonWords();
  const { tlds } = incident.affected;
  return (
    <Panel title={t('facts.title')}>
      {incident.reasons.length === 0 ? null : (
        <List size="md" mb="sm">
          {incident.reasons.map((reason) => (
            <List.Item key={`${reason.rule} ${reason.text}`} className="foreign">
              {reason.rule === 'reporter' ? t('facts.reported') : inWords(reason)}
            </List.Item>
          ))}
        </List>
      )}
      {tlds.length === 0 ? <p className={classes['dim']}>{t('facts.noTlds')}</p> : <Hits tlds={tlds} />}
      <ServiceChoice incident={incident} />
    </Panel>
  );
}

function Hits({ tlds }: { tlds: AffectedTldView[] }) {
  const { t } = useTranslation('mine');
  return (
    <table className={classes['hits']}>
      <caption className="spoken">{t('facts.hits')}</caption>
      <thead>
        <tr>
          <th scope="col">TLD</th>
          <th scope="col">{t('facts.servers')}</th>
          <th scope="col">IPv4</th>
          <th scope="col">IPv6</th>
        </tr>
      </thead>
      <tbody>
        {tlds.map((tld) => (
          <tr key={tld.label}>
            <th scope="row">.{tld.label}</th>
            {[tld.servers, tld.ipv4, tld.ipv6].map(({ hit, total }, column) => (
              <td key={column}>{t('facts.hit', { hit, total })}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
