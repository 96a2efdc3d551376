import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationView } from '#libs/contracts';
import { revokeInvitation, useInvitationChange } from '../../api/invitations.ts';
import { useStaff } from '../../api/staff.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { RoleOf } from '../../ui/role-of.tsx';
import { tell, tellFault } from '../../ui/undo.tsx';

export function InvitationsTable({ invitations }: { invitations: InvitationView[] }) {
  const { t } = useTranslation('invitations');
  return (
    <Folding label={t('title')} isFramed>
      <Table aria-label={t('title')} verticalSpacing={6} horizontalSpacing={12}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('who')}</Table.Th>
            <Table.Th>{t('role')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('by')}</Table.Th>
            <Table.Th>
              <span className="spoken">{t('revoke.act')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invitations.map((invitation) => (
            <Row key={invitation.id} invitation={invitation} />
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

function Row({ invitation }: { invitation: InvitationView }) {
  const { t } = useTranslation('invitations');
  const staff = useStaff();
  const { email, name, state, invitedBy, createdAt, expiresAt } = invitation;
  return (
    <Table.Tr>
      <Table.Td>
        <Text className="foreign">{name ?? email}</Text>
        {name === null ? null : (
          <Text size="sm" c="dimmed" className="foreign">
            {email}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <RoleOf {...invitation} />
      </Table.Td>
      <Table.Td>
        <Text fw={state === 'open' ? 600 : 400}>{t(`states.${state}`)}</Text>
        {state === 'open' ? (
          <Text size="sm" c="dimmed">
            {t('until')} <Instant at={expiresAt} />
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Text className="foreign">
          {invitedBy === null ? t('byCommand') : (staff.data?.get(invitedBy)?.name ?? t('bySomebody'))}
        </Text>
        <Text size="sm" c="dimmed">
          <Instant at={createdAt} />
        </Text>
      </Table.Td>
      <Table.Td ta="right">{state === 'open' ? <Revoke invitation={invitation} /> : null}</Table.Td>
    </Table.Tr>
  );
}

function Revoke({ invitation: { id, email } }: { invitation: InvitationView }) {
  const { t } = useTranslation('invitations');
  const ask = useAsk();
  const revoke = useInvitationChange(() => revokeInvitation(id));
  const revokeAfterAsking = async () => {
    const answer = await ask({
      title: t('revoke.title', { email }),
      what: t('revoke.words'),
      act: t('revoke.act'),
      grave: true,
    });
    if (answer === null) return;
    revoke.mutate(undefined, {
      onSuccess: () => tell(t('revoke.done')),
      onError: (error) => tellFault(t('revoke.failed'), error),
    });
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={revoke.isPending}
      onClick={() => void revokeAfterAsking()}
      aria-label={t('revoke.of', { email })}
    >
      {t('revoke.act')}
    </Button>
  );
}
