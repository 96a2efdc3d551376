import { useSearchParams } from 'react-router';
import type { IncidentFilter } from '../../api/incidents.ts';

const NAMES = ['q', 'state', 'severity', 'kind', 'tlp', 'tld', 'assignee'] as const;
export type FilterName = (typeof NAMES)[number];

export interface AddressedFilter {
  asked: IncidentFilter;
  /** Empty takes it away. */
  choose: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** The filter as the address holds it. */
export function useIncidentFilter(): AddressedFilter {
  const [params, setParams] = useSearchParams();
  const asked = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = params.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  ) as IncidentFilter;
  return {
    asked,
    choose: (name, value) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    clear: () => setParams({}),
  };
}
