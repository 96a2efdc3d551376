import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isStaffList, useList } from '../../../api/lists.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { AlertForm } from './alert-form.tsx';

/** What do I tell this list? Write, look, post. */
export default function PostPage() {
  const { t } = useTranslation('list-post');
  const { slug = '' } = useParams();
  const list = useList(slug);
  const view = list.data?.view;
  return (
    <>
      <PageHead title={view === undefined ? t('titleBare') : t('title', { name: view.name })}>
        <Anchor component={Link} to={`/lists/${encodeURIComponent(slug)}`}>
          {t('back')}
        </Anchor>
      </PageHead>
      {list.isPending ? <Loading /> : null}
      {list.isError ? <Fault error={list.error} onRetry={() => void list.refetch()} /> : null}
      {view === undefined || !isStaffList(view) ? null : <AlertForm list={view} />}
    </>
  );
}
