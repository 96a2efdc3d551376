import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (words: string) => void;
}

/** ms after the last key before it is asked for. */
const PAUSE = 300;

/** Searches while one types, and follows when the words change elsewhere, as by the search in the header. */
export function WordsField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const [followed, setFollowed] = useState(value);
  const tell = useDebouncedCallback((words: string) => onChange(words.trim()), PAUSE);
  if (value !== followed) {
    setFollowed(value);
    setTyped(value);
  }
  return (
    <TextInput
      label={label}
      type="search"
      maxLength={200}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
