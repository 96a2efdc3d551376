import { useTranslation } from 'react-i18next';
import type { OperatorIncidentView } from '#libs/contracts';
import { usePages } from '../../../api/pages.ts';
import { Empty } from '../../../ui/empty.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { CaseRow } from '../case-row.tsx';
import { MinePlaces } from '../mine-places.tsx';
import { RowList } from '../row-list.tsx';

/** All incidents that touched one's operator, closed ones and drills among them. */
export default function OwnIncidentsPage() {
  const { t } = useTranslation('mine');
  const incidents = usePages<OperatorIncidentView>(['incidents', 'own'], 'incidents');
  return (
    <>
      <PageHead title={t('incidents.title')} />
      <MinePlaces />
      <RowList
        list={incidents}
        keyOf={({ id }) => id}
        row={(incident) => <CaseRow incident={incident} />}
        empty={<Empty title={t('incidents.none')}>{t('incidents.noneWords')}</Empty>}
      />
    </>
  );
}
