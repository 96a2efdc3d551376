import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNow } from '../app/language.ts';
import { dateWords, ownZone } from './time-words.ts';
import { instantIn } from './zoned-instant.ts';

/** An hour as it stands on the wall of a zone: `2026-01-15T14:14`; empty while none was given. */
export interface WallTime {
  wall: string;
  zone: string;
}

interface Props {
  label: string;
  value: WallTime;
  onChange: (value: WallTime) => void;
  error?: string | null;
  /** Offered beside UTC and the browser's own. */
  zones?: string[];
}

/** An hour on the clock of a zone; what that is in UTC is said, for whoever slips in a zone. */
export function WallTimeField({ label, value, onChange, error = null, zones = [] }: Props) {
  const { t } = useTranslation('ui');
  const { wall, zone } = value;
  const utc = wall === '' || zone === 'UTC' ? null : dateWords(instantIn(zone, wall), languageNow(), 'UTC');
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="datetime-local"
          label={label}
          error={error}
          required
          value={wall}
          onChange={(event) => onChange({ ...value, wall: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('wall.zone')}
          data={[...new Set([zone, ownZone(), 'UTC', ...zones])]}
          value={zone}
          onChange={(event) => onChange({ ...value, zone: event.currentTarget.value })}
        />
      </Group>
      {utc === null ? null : <div>{t('wall.utc', { utc })}</div>}
    </div>
  );
}

/** Null while none was given. RFC 3339. */
export const instantOf = ({ wall, zone }: WallTime): string | null =>
  wall === '' ? null : instantIn(zone, wall).toISOString();
