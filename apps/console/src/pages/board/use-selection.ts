import { useCallback, useState } from 'react';

export interface Selection {
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  clear: () => void;
}

/** What is selected, by id; what is no longer on the board does no harm in it. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return { has: (id) => ids.has(id), toggle, clear: () => setIds(new Set()) };
}
