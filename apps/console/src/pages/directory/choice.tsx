import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';

interface Props {
  /** Its name in the address. */
  name: string;
  label: string;
  /** What stands for no choice. */
  all: string;
  options: { value: string; label: string }[];
}

/** A filter of a list, kept in the address. */
export function Choice({ name, label, all, options }: Props) {
  const [address, setAddress] = useSearchParams();
  return (
    <NativeSelect
      label={label}
      value={address.get(name) ?? ''}
      data={[{ value: '', label: all }, ...options]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setAddress(
          (before) => {
            before.delete(name);
            if (value !== '') before.set(name, value);
            return before;
          },
          { replace: true },
        );
      }}
    />
  );
}
