import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { OperatorDetailView } from '#libs/contracts';
import { useOperator } from '../../../api/directory.ts';
import { languageNow } from '../../../app/language.ts';
import { isStaff, useSession } from '../../../app/session.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { countryName } from '../country-name.ts';
import classes from '../directory.module.css';
import { ChangesPanel } from './changes-panel.tsx';
import { ContactsPanel } from './contacts-panel.tsx';
import { GapsPanel } from './gaps-panel.tsx';
import { OpenIncidentsPanel } from './open-incidents-panel.tsx';
import { SpeakersPanel } from './speakers-panel.tsx';
import { TldsPanel } from './tlds-panel.tsx';

/** One operator: what it runs, whom we can tell there, and what is in the way. */
export default function OperatorPage() {
  const { t } = useTranslation('directory');
  const { slug = '' } = useParams();
  const asked = useOperator(slug);
  const staff = isStaff(useSession());
  if (asked.isPending || (asked.isError && asked.data === undefined))
    return (
      <>
        <PageHead title={slug} />
        {asked.isPending ? <Loading /> : <Fault error={asked.error} onRetry={() => void asked.refetch()} />}
      </>
    );
  const operator = asked.data;
  const { contacts, gaps } = operator;
  const isSeen = contacts !== undefined;
  return (
    <>
      <PageHead title={operator.name} />
      <div className={classes['stack']}>
        <div className={classes['columns']}>
          <Panel title={t('operator.facts')}>
            <Facts operator={operator} />
          </Panel>
          {gaps === undefined ? null : <GapsPanel gaps={gaps} />}
        </div>
        {staff ? <OpenIncidentsPanel slug={slug} /> : null}
        {isSeen ? <ChangesPanel slug={slug} /> : null}
        {isSeen ? <ContactsPanel contacts={contacts} /> : null}
        {isSeen ? <SpeakersPanel slug={slug} /> : null}
        <TldsPanel slug={slug} count={operator.tlds.length} />
      </div>
    </>
  );
}

function Facts({ operator }: { operator: OperatorDetailView }) {
  const { t } = useTranslation('directory');
  return (
    <dl className={classes['facts']}>
      <dt>{t('operators.kind')}</dt>
      <dd>{t(`operatorKinds.${operator.kind}`)}</dd>
      <dt>{t('operators.country')}</dt>
      <dd>
        {operator.country === null
          ? t('operator.noCountry')
          : `${countryName(operator.country, languageNow())} (${operator.country})`}
      </dd>
      <dt>{t('operator.slug')}</dt>
      <dd>
        <code>{operator.slug}</code>
      </dd>
      <dt>{t('operators.tlds')}</dt>
      <dd>{operator.tlds.length}</dd>
    </dl>
  );
}
