import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNow } from '../../app/language.ts';
import { dateWords, ownZone } from '../../ui/time-words.ts';
import type { ReportDraft } from './draft.ts';
import { instantIn } from '../../ui/zoned-instant.ts';

interface Props {
  draft: Pick<ReportDraft, 'since' | 'zone'>;
  change: (changed: Partial<ReportDraft>) => void;
  error: string | null;
}

/** Since when, on the clock of a zone; what that is in UTC is said, for whoever slips in a zone. */
export function SinceField({ draft: { since, zone }, change, error }: Props) {
  const { t } = useTranslation('report-new');
  const utc = since === '' || zone === 'UTC' ? null : dateWords(instantIn(zone, since), languageNow(), 'UTC');
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="datetime-local"
          label={t('since.label')}
          error={error}
          value={since}
          onChange={(event) => change({ since: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('since.zone')}
          data={[...new Set([zone, ownZone(), 'UTC'])]}
          value={zone}
          onChange={(event) => change({ zone: event.currentTarget.value })}
        />
      </Group>
      {utc === null ? null : <div>{t('since.utc', { utc })}</div>}
    </div>
  );
}
