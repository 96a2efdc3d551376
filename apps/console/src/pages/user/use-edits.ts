import { useState } from 'react';
import type { PersonView, Role } from '#libs/contracts';

interface Fields {
  name: string;
  role: Role;
  /** Short name; empty: none. */
  operator: string;
}

interface Edits {
  /** Of what was shown when the first of them was typed. */
  etag: string;
  typed: Partial<Fields>;
}

const NONE: Edits = { etag: '', typed: {} };

/** What somebody typed over a person's fields; the rest follows what others change meanwhile. */
export function useEdits(user: PersonView, etag: string) {
  const [edits, setEdits] = useState(NONE);
  const value: Fields = {
    name: user.name,
    role: user.role,
    operator: user.operator?.slug ?? '',
    ...edits.typed,
  };
  return {
    value,
    seenEtag: edits.etag,
    set: <K extends keyof Fields>(field: K, to: Fields[K]) =>
      setEdits(({ etag: seen, typed }) => ({
        etag: seen === '' ? etag : seen,
        typed: { ...typed, [field]: to },
      })),
    clear: () => setEdits(NONE),
  };
}
