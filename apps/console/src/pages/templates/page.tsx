import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import type { TemplateSummaryView } from '#libs/contracts';
import { useTemplates } from '../../api/templates.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TemplateList } from './template-list.tsx';
import { TemplatePanel } from './template-panel.tsx';
import classes from './templates.module.css';

/** What do our mails say? Every notice and letter, with made-up values. */
export default function TemplatesPage() {
  const { t } = useTranslation('templates');
  const asked = useTemplates();
  return (
    <>
      <PageHead title={t('title')} />
      {asked.isPending ? <Loading /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : <Templates templates={asked.data} />}
    </>
  );
}

function Templates({ templates }: { templates: TemplateSummaryView[] }) {
  const { name } = useParams();
  const shown = templates.find((template) => template.name === name);
  if (shown === undefined) return <Navigate to="/templates/notice" replace />;
  return (
    <div className={classes['page']}>
      <TemplateList templates={templates} shown={shown.name} />
      <TemplatePanel key={shown.name} template={shown} />
    </div>
  );
}
