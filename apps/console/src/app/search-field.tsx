import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeys } from './keys.tsx';

/** Finds incidents by number or words, from any page; `/` goes there. */
export function SearchField() {
  const { t } = useTranslation('ui');
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  useKeys([{ key: '/', words: t('keys.search'), act: () => field.current?.focus() }]);
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    field.current?.blur();
    void navigate(`/incidents?${new URLSearchParams({ q: words.trim() }).toString()}`);
  };
  return (
    <form role="search" onSubmit={search}>
      <TextInput
        ref={field}
        size="xs"
        w={{ base: 120, sm: 240 }}
        type="search"
        maxLength={200}
        aria-label={t('shell.search')}
        placeholder={t('shell.searchHint')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </form>
  );
}
