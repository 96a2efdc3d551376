import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isStaff, useSession } from '../../app/session.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ReportForm } from './report-form.tsx';
import { useBroughtThings } from './use-brought-things.ts';
import { useReportDraft } from './use-report-draft.ts';
import { useSending } from './use-sending.ts';
import { WaitingReport } from './waiting-report.tsx';

/** How one tells us quickly: a few words and the TLD; the rest unfolds, or follows later. */
export default function NewReportPage() {
  const { t } = useTranslation('report-new');
  const navigate = useNavigate();
  const staff = isStaff(useSession());
  const draft = useReportDraft();
  useBroughtThings(draft.value.things, draft.change);
  const sending = useSending({
    draft: draft.value,
    onSent: (report) => {
      draft.clear();
      void navigate(`${staff ? '' : '/mine'}/reports/${report.id}`, { state: { sent: true } });
    },
    onRefused: () => draft.change({ isDue: false }),
  });
  return (
    <>
      <PageHead title={t('title')} />
      {draft.value.isDue ? (
        <WaitingReport
          text={draft.value.text}
          failure={sending.failure}
          isPaused={sending.isPaused}
          onTryNow={() => sending.start(draft.value)}
          onEdit={() => {
            sending.stop();
            draft.change({ isDue: false });
          }}
        />
      ) : (
        <>
          <Found isFound={draft.restored && draft.value.text !== ''} onDrop={draft.clear} />
          {draft.kept ? null : (
            <Alert color="yellow" variant="outline" role="alert" mb="md">
              {t('notKept')}
            </Alert>
          )}
          <ReportForm
            draft={draft.value}
            change={draft.change}
            refusal={sending.error}
            onSend={(written) => {
              const due = { ...written, isDue: true, key: crypto.randomUUID() };
              draft.change(due);
              sending.start(due);
            }}
          />
        </>
      )}
    </>
  );
}

function Found({ isFound, onDrop }: { isFound: boolean; onDrop: () => void }) {
  const { t } = useTranslation('report-new');
  if (!isFound) return null;
  return (
    <Group gap="sm" mb="md" role="status">
      <span>{t('found')}</span>
      <Button variant="subtle" size="compact-sm" onClick={onDrop}>
        {t('drop')}
      </Button>
    </Group>
  );
}
