import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntryView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import classes from './page.module.css';

interface Props {
  entries: AuditEntryView[];
  onChoose: (name: string, value: string) => void;
}

export function AuditTable({ entries, onChoose }: Props) {
  const { t } = useTranslation('audit');
  return (
    <div className={classes['frame']}>
      <Table aria-label={t('title')} verticalSpacing={6} horizontalSpacing={12} highlightOnHover>
        <Table.Thead className={classes['head'] ?? ''}>
          <Table.Tr>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('who')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th>{t('network')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} onChoose={onChoose} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ entry, onChoose }: { entry: AuditEntryView; onChoose: Props['onChoose'] }) {
  const { t } = useTranslation('audit');
  const { at, type, actor, network, subject, data } = entry;
  return (
    <Table.Tr className={classes['row'] ?? ''}>
      <Table.Td className={classes['whole'] ?? ''}>
        <Instant at={at} form="full" />
      </Table.Td>
      <Table.Td>
        <Choice value={actor.id} words={actor.name} onChoose={(id) => onChoose('actor', id)} />
      </Table.Td>
      <Table.Td>
        <Text>
          {t(`types.${type.replace('.', '-')}`)}
          {subject === null ? null : (
            <>
              {' · '}
              <SubjectLink subject={subject} onChoose={(id) => onChoose('subject', id)} />
            </>
          )}
        </Text>
        <Data data={data} />
      </Table.Td>
      <Table.Td className={classes['whole'] ?? ''}>
        <Choice value={network} words={network ?? '–'} onChoose={(value) => onChoose('network', value)} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Words that ask for more of the same. */
function Choice({
  value,
  words,
  onChoose,
}: {
  value: string | null;
  words: string;
  onChoose: (value: string) => void;
}) {
  const { t } = useTranslation('audit');
  if (value === null) return <span className="foreign">{words}</span>;
  return (
    <button
      type="button"
      className={classes['choice']}
      onClick={() => onChoose(value)}
      title={t('onlyThis', { words })}
    >
      {words}
    </button>
  );
}

const PLACES: Record<string, string> = { user: 'users', incident: 'incidents', report: 'reports' };

function SubjectLink({
  subject: { kind, id },
  onChoose,
}: {
  subject: { kind: string; id: string };
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('audit');
  const place = PLACES[kind];
  const words = `${t(`subjects.${kind}`, { defaultValue: kind })} ${id.slice(0, 8)}`;
  if (place === undefined) return <Choice value={id} words={words} onChoose={onChoose} />;
  return (
    <Anchor component={Link} to={`/${place}/${id}`} title={id} underline="always">
      {words}
    </Anchor>
  );
}

/** As it was written down; it holds words of strangers, and no secret. */
function Data({ data }: { data: Record<string, unknown> }) {
  const facts = Object.entries(data).filter(([, value]) => !isEmpty(value));
  if (facts.length === 0) return null;
  return (
    <p className={classes['data']}>{facts.map(([name, value]) => `${name}: ${plain(value)}`).join(' · ')}</p>
  );
}

/** What is empty tells nothing. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => `${name} ${plain(inner)}`)
    .join(', ');
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
