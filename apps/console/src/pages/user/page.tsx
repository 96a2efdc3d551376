import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { PersonView } from '#libs/contracts';
import { useUser } from '../../api/users.ts';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccessPanels } from './access-panels.tsx';
import { EndPanel } from './end-panel.tsx';
import { UserForm } from './user-form.tsx';

/** Who is this, what may they, and how do I shut them out? */
export default function UserPage() {
  const { id = '' } = useParams();
  const user = useUser(id);
  if (user.isPending) return <Loading />;
  if (user.isError) return <Fault error={user.error} onRetry={() => void user.refetch()} />;
  const { view, etag } = user.data;
  return <Person user={view} etag={etag} />;
}

function Person({ user, etag }: { user: PersonView; etag: string }) {
  const { t } = useTranslation('user');
  const { userId } = useSession();
  const isSelf = userId === user.id;
  return (
    <>
      <PageHead title={user.name}>
        <Anchor component={Link} to={`/audit?actor=${user.id}`}>
          {t('did')}
        </Anchor>
        <Anchor component={Link} to={`/audit?subject=${user.id}`}>
          {t('happened')}
        </Anchor>
      </PageHead>
      <Stack gap="md">
        {user.deactivatedAt === null ? null : (
          <Alert color="red" variant="outline" title={t('leftTitle')}>
            <Instant at={user.deactivatedAt} /> · {user.deactivationReason ?? t('noReason')}
          </Alert>
        )}
        <Panel title={t('who')}>
          <Stack gap="sm">
            <Text className="foreign">
              {user.email} · {t('since')} <Instant at={user.createdAt} />
            </Text>
            {/* Another version is another form: what was typed was about the old one. */}
            <UserForm key={user.id} user={user} etag={etag} isSelf={isSelf} />
          </Stack>
        </Panel>
        <AccessPanels userId={user.id} name={user.name} isSelf={isSelf} />
        {isSelf ? null : <EndPanel user={user} />}
      </Stack>
    </>
  );
}
