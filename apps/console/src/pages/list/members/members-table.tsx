import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffListView, SubscriptionView } from '#libs/contracts';
import { languageNow } from '../../../app/language.ts';
import { Folding } from '../../../ui/folding.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { KeyFacts } from '../../../ui/key-facts.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { languageName } from '../../../ui/language-name.ts';
import { OperatorLink } from '../../directory/operator-link.tsx';
import { MemberActs } from './member-acts.tsx';

interface Props {
  list: StaffListView;
  members: SubscriptionView[];
}

export function MembersTable({ list, members }: Props) {
  const { t } = useTranslation('list');
  return (
    <Folding label={t('tabs.members')} isFramed>
      <Table verticalSpacing={6} horizontalSpacing={12}>
        <caption className="spoken">{t('tabs.members')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th style={{ minWidth: 240 }}>{t('member.who')}</Table.Th>
            <Table.Th>{t('member.state')}</Table.Th>
            <Table.Th>{t('member.key')}</Table.Th>
            <Table.Th>{t('member.acts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Row key={member.id} member={member} list={list} />
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

function Row({ member, list }: { member: SubscriptionView; list: StaffListView }) {
  const { t } = useTranslation('list');
  const { email, name, state, reason, since, keyFingerprint, keyExpiresAt, language, operator } = member;
  return (
    <Table.Tr>
      <Table.Td>
        <Text className="foreign">{name ?? email}</Text>
        {name === null ? null : <Text className="mono foreign">{email}</Text>}
        {operator === null ? null : (
          <Text size="sm">
            <OperatorLink operator={operator} />
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('member.language', { language: languageName(language, languageNow()) })}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateMark state={state} words={t(`member.states.${state}`)} />
        <Text size="sm" c="dimmed">
          {t('member.since')} <Instant at={since} />
        </Text>
        {reason === null ? null : (
          <Text size="sm" className="foreign">
            {reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {keyFingerprint === null ? (
          t(list.encryptedOnly ? 'member.noKeyNothing' : 'member.noKeySigned')
        ) : (
          <KeyFacts contact={{ keyFingerprint, keyAlgorithm: null, keyExpiresAt }} />
        )}
      </Table.Td>
      <Table.Td>
        <MemberActs member={member} list={list} />
      </Table.Td>
    </Table.Tr>
  );
}
