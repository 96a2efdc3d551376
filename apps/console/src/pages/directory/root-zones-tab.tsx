import { NativeSelect, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RootZoneView } from '#libs/contracts';
import { useRootZones } from '../../api/directory.ts';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import classes from './directory.module.css';
import { NoRootZone } from './no-root-zone.tsx';

/** Versions of the root zone, and what changed between two of them. */
export default function RootZonesTab() {
  const { t } = useTranslation('directory');
  const asked = useRootZones();
  if (asked.isPending) return <Loading />;
  if (asked.isError && asked.data === undefined)
    return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data.length === 0) return <NoRootZone isSearch={false} />;
  return (
    <div className={classes['stack']}>
      <Comparison versions={asked.data} />
      <Panel title={t('rootzones.versions')}>
        <Versions versions={asked.data} />
      </Panel>
    </div>
  );
}

function Versions({ versions }: { versions: RootZoneView[] }) {
  const { t } = useTranslation('directory');
  return (
    <Folding label={t('rootzones.versions')}>
      <Table>
        <caption className="spoken">{t('rootzones.versions')}</caption>
        <Table.Thead>
          <Table.Tr>
            {(['serial', 'imported', 'tlds', 'signed', 'source'] as const).map((head) => (
              <Table.Th key={head} scope="col">
                {t(`rootzones.${head}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <Table.Tr key={version.serial}>
              <Table.Th scope="row">
                <code>{version.serial}</code>
              </Table.Th>
              <Table.Td>
                <Instant at={version.importedAt} />
              </Table.Td>
              <Table.Td>{version.tlds}</Table.Td>
              <Table.Td>{version.signedTlds}</Table.Td>
              <Table.Td className="foreign">{version.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

/** The newest two where nothing was chosen; the choice stands in the address. */
function Comparison({ versions }: { versions: RootZoneView[] }) {
  const { t } = useTranslation('directory');
  const [address, setAddress] = useSearchParams();
  const serials = versions.map(({ serial }) => String(serial));
  const chosen = (name: string, otherwise: string | undefined) =>
    serials.find((serial) => serial === address.get(name)) ?? otherwise ?? null;
  const newer = chosen('to', serials[0]);
  const older = chosen('from', serials[1]);
  if (older === null || newer === null)
    return (
      <Panel title={t('rootzones.difference')}>
        <p className={classes['dim']}>{t('rootzones.onlyOne')}</p>
      </Panel>
    );
  const choice = (name: 'from' | 'to', value: string) => (
    <NativeSelect
      label={t(`rootzones.${name}`)}
      data={serials}
      value={value}
      onChange={(event) =>
        setAddress({ from: older, to: newer, [name]: event.currentTarget.value }, { replace: true })
      }
    />
  );
  return (
    <DifferencePanel older={Number(older)} newer={Number(newer)}>
      {choice('from', older)}
      {choice('to', newer)}
    </DifferencePanel>
  );
}
