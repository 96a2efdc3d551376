import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExportFormat, Tlp } from '#libs/contracts';
import { takeExport, useFileLabel } from '../../../api/exports.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { tell } from '../../../ui/undo.tsx';
import classes from './exports.module.css';
import { save } from './save.ts';

/** The incident as far as an export needs it; staff and operators each get what they see of it. */
export interface ExportedIncident {
  id: string;
  number: string;
  tlp: Tlp;
}

/** For people first. */
const FORMATS: readonly ExportFormat[] = [
  'markdown',
  'csv',
  'stix',
  'misp',
  'iodef-xml',
  'iodef-json',
  'json',
];

/** First who may read the file, then the file. What is saved is gone from our hands, and that it was taken is written down. */
export function ExportChoices({ incident }: { incident: ExportedIncident }) {
  const { t } = useTranslation('export');
  const label = useFileLabel(incident);
  const take = useMutation({
    mutationFn: (format: ExportFormat) => takeExport(incident.id, format),
    onSuccess: ({ name, bytes }) => {
      save(name, bytes);
      tell(t('saved', { name }));
    },
  });
  if (label.isPending) return <Loading />;
  if (label.isError) return <Fault error={label.error} onRetry={() => void label.refetch()} />;
  return (
    <Stack gap="md">
      <div className={classes['label']}>
        <TlpMark tlp={label.data} />
        <Text>{t(`mayRead.${label.data}`)}</Text>
      </div>
      {label.data === incident.tlp ? null : <Text c="dimmed">{t('narrower', { tlp: incident.tlp })}</Text>}
      {take.isError ? <Fault error={take.error} safe={t('nothingSaved')} /> : null}
      <ul className={classes['formats']}>
        {FORMATS.map((format) => (
          <li key={format} className={classes['format']}>
            <div>
              <Text fw={600}>{t(`formats.${format}.name`)}</Text>
              <Text c="dimmed">{t(`formats.${format}.for`)}</Text>
            </div>
            <Button
              className={classes['save']}
              variant="default"
              loading={take.isPending && take.variables === format}
              disabled={take.isPending}
              aria-label={t('saveAs', { format: t(`formats.${format}.name`) })}
              onClick={() => take.mutate(format)}
            >
              {t('save')}
            </Button>
          </li>
        ))}
      </ul>
      <Text c="dimmed">{t('writtenDown')}</Text>
    </Stack>
  );
}
