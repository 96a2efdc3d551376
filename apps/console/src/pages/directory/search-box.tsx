import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useKeys } from '../../app/keys.tsx';

/** ms after the last key. */
const PAUSE = 200;

/** Searches while one types; what is sought stands in the address. `/` goes here. */
export function SearchBox({ label, hint }: { label: string; hint: string }) {
  const { t } = useTranslation('directory');
  const field = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useState(address.get('q') ?? '');
  useKeys([{ key: '/', words: t('searchKey'), act: () => field.current?.focus() }]);
  const search = useDebouncedCallback((words: string) => {
    setAddress(
      (before) => {
        before.delete('q');
        if (words.trim() !== '') before.set('q', words.trim());
        return before;
      },
      { replace: true },
    );
  }, PAUSE);
  return (
    <TextInput
      ref={field}
      type="search"
      label={label}
      placeholder={hint}
      maxLength={100}
      value={typed}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      style={{ flex: '1 1 280px', maxWidth: 480 }}
    />
  );
}
