import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  value: string;
  onChange: (reason: string) => void;
  error?: string | null | undefined;
  /** The first thing to be typed in its dialog. */
  isFirst?: boolean;
}

/** Why somebody does something, which the record keeps. One line for the service, however it is typed. */
export function ReasonField({ value, onChange, error = null, isFirst = false }: Props) {
  const { t } = useTranslation('ui');
  return (
    <Textarea
      label={t('ask.why')}
      description={t('ask.whyRecorded')}
      required
      autosize
      minRows={2}
      maxLength={500}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value.replaceAll('\n', ' '))}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}
