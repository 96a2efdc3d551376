import { Anchor, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useInboundMail } from '../../../api/inbox.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { VerdictsList } from '../../../ui/verdicts.tsx';
import { AsidePanel } from './aside-panel.tsx';
import { BecamePanel } from './became-panel.tsx';
import { ContentFrame } from './content-frame.tsx';
import { EarlierVerdicts } from './earlier-verdicts.tsx';
import { WhenceFacts } from './whence-facts.tsx';

/** One mail: our verdicts, what became of it, and then, in a frame of its own, what its sender wrote. */
export default function MessagePage() {
  const { t } = useTranslation('inbox');
  // Ready before a part of the page asks for them.
  useTranslation('verdicts');
  useTranslation('quarantine');
  const { id = '' } = useParams();
  const asked = useInboundMail(id);
  const mail = asked.data;
  return (
    <>
      <PageHead title={t('one')}>
        <Anchor component={Link} to="/inbox">
          {t('all')}
        </Anchor>
      </PageHead>
      {asked.isPending ? <Loading lines={8} /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {mail === undefined ? null : (
        <Stack gap="lg">
          {mail.state === 'quarantined' ? <AsidePanel mail={mail} /> : null}
          <Panel
            title={t('verdictsTitle')}
            actions={mail.tlp === null ? undefined : <TlpMark tlp={mail.tlp} />}
          >
            <VerdictsList verdicts={mail.verdicts} />
            <EarlierVerdicts mail={mail} />
          </Panel>
          <BecamePanel mail={mail} />
          <ContentFrame mail={mail} />
          <Panel title={t('whence.title')}>
            <WhenceFacts mail={mail} />
          </Panel>
        </Stack>
      )}
    </>
  );
}
