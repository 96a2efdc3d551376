import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RootZoneView } from '#libs/contracts';
import classes from './impact.module.css';

interface Props {
  text: string;
  asOf: number | null;
  versions: RootZoneView[];
  /** `asOf` empty: the newest. */
  onAsk: (text: string, asOf: string) => void;
}

/** One field that takes anything pasted. Ctrl+Enter asks, as Enter is for the next line. */
export function QuestionForm({ text, asOf, versions, onAsk }: Props) {
  const { t } = useTranslation('impact');
  const [typed, setTyped] = useState(text);
  const [serial, setSerial] = useState(asOf === null ? '' : String(asOf));
  const submit = (event: SubmitEvent | KeyboardEvent) => {
    event.preventDefault();
    onAsk(typed.trim(), serial);
  };
  const [newest] = versions;
  return (
    <form onSubmit={submit} className={classes['form']}>
      <Textarea
        label={t('field')}
        description={t('fieldHint')}
        placeholder={'192.0.2.1\n2001:db8::/32\nns1.example\n.nz'}
        autosize
        minRows={3}
        maxRows={12}
        value={typed}
        autoFocus={text === ''}
        spellCheck={false}
        autoCapitalize="none"
        classNames={{ input: 'mono' }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <div className={classes['row']}>
        <NativeSelect
          label={t('asOf')}
          value={serial}
          data={[
            {
              value: '',
              label: newest === undefined ? t('newest') : t('newestIs', { serial: newest.serial }),
            },
            ...versions.slice(1).map((version) => ({
              value: String(version.serial),
              label: String(version.serial),
            })),
          ]}
          onChange={(event) => setSerial(event.currentTarget.value)}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('ask')}
        </Button>
      </div>
    </form>
  );
}
