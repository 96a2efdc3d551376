import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { IncidentOverviewView } from '#libs/contracts';
import { useKeys } from '../../app/keys.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { EditDialog } from './edit/edit-dialog.tsx';
import { ExportMenu } from './exports/export-menu.tsx';
import { HeadFacts } from './head-facts.tsx';
import { JoinDialog } from './joins/join-dialog.tsx';
import { SplitDialog } from './joins/split-dialog.tsx';
import { MoreMenu } from './more-menu.tsx';
import { useAssigning } from './use-assigning.ts';
import { useMoves } from './use-moves.tsx';
import { usePart } from './use-part.ts';

/** Number, title and judgement of an incident, and what one does with it. */
export function Head({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { incident } = overview;
  const navigate = useNavigate();
  const [isEditing, editing] = useDisclosure(false);
  const [isJoining, joining] = useDisclosure(false);
  const [isSplitting, splitting] = useDisclosure(false);
  const { show } = usePart();
  const [next, ...others] = useMoves(overview);
  const assigning = useAssigning(incident);
  const tellPath = `/incidents/${incident.id}/tell`;
  useKeys([
    { key: 'a', words: t('keys.assign'), act: assigning.toMe },
    { key: 'e', words: t('keys.edit'), act: editing.open },
    { key: 'm', words: t('keys.join'), act: joining.open },
    { key: 't', words: t('keys.tell'), act: () => void navigate(tellPath) },
    { key: 'n', words: t('keys.note'), act: () => show('notes') },
  ]);
  return (
    <>
      <PageHead title={`#${incident.number} ${incident.title}`}>
        <Button component={Link} to={tellPath}>
          {t('acts.tell')}
        </Button>
        <Button variant="default" onClick={editing.open}>
          {t('acts.edit')}
        </Button>
        {next === undefined ? null : (
          <Button variant="default" onClick={next.act} loading={next.isBusy}>
            {next.words}
          </Button>
        )}
        <ExportMenu incident={incident} />
        <MoreMenu incident={incident} moves={others} onJoin={joining.open} onSplit={splitting.open} />
      </PageHead>
      <HeadFacts overview={overview} onAssign={assigning.isMine ? null : assigning.toMe} />
      <EditDialog incident={incident} opened={isEditing} onClose={editing.close} />
      <JoinDialog incident={incident} opened={isJoining} onClose={joining.close} />
      <SplitDialog incident={incident} opened={isSplitting} onClose={splitting.close} />
    </>
  );
}
