import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNow } from '../app/language.ts';
import { dateWords, ownZone } from './time-words.ts';
import { instantOf } from './wall-time.ts';
import type { WallTime } from './wall-time.ts';

interface Props {
  label: string;
  /** What an empty one means, where it may stay empty. */
  hint?: string;
  value: WallTime;
  onChange: (value: WallTime) => void;
  error?: string | null;
  required?: boolean;
  /** Offered beside UTC and the browser's own. */
  zones?: string[];
}

/** Without it browsers take years of more than four digits, which no instant of the service has. */
const LAST = '9999-12-31T23:59';

/** An hour on the clock of a zone; what that is in UTC and on one's own clock is said, for whoever slips in a zone. */
export function WallTimeField({
  label,
  hint,
  value,
  onChange,
  error = null,
  required = true,
  zones = [],
}: Props) {
  const { t } = useTranslation('ui');
  const { wall, zone } = value;
  const at = instantOf(value);
  // In words even in its own zone: browsers show day and month in the order of their maker's country.
  const shown = [...new Set([zone, 'UTC', ownZone()])];
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="datetime-local"
          label={label}
          description={hint}
          error={error}
          required={required}
          max={LAST}
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
      {at === null ? null : (
        <Text size="sm">
          {t('wall.is', {
            times: shown.map((name) => dateWords(new Date(at), languageNow(), name)).join(' · '),
          })}
        </Text>
      )}
    </div>
  );
}
