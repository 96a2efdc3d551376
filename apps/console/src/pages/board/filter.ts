import { useSearchParams } from 'react-router';
import type { Severity } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';

/** Fields of the address that narrow the board, as the service asks for them. */
export const FILTERS = ['severity', 'state', 'assignee', 'kind', 'tlp', 'q', 'exercise'] as const;
export type FilterName = (typeof FILTERS)[number];
export type BoardFilter = Partial<Record<FilterName, string>>;

export interface Filtering {
  filter: BoardFilter;
  /** Empty takes it away. */
  set: (name: FilterName, value: string) => void;
  /** The whole address at once, as a kept view has it. */
  show: (address: string) => void;
  address: string;
}

/** What the board shows stands in the address: it can be sent to a colleague, and kept. */
export function useFilter(): Filtering {
  const [asked, setAsked] = useSearchParams();
  const filter: BoardFilter = {};
  for (const name of FILTERS) {
    const value = asked.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  const set = (name: FilterName, value: string) =>
    setAsked(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    filter,
    set,
    show: (address) => setAsked(new URLSearchParams(address)),
    address: new URLSearchParams(filter).toString(),
  };
}

export const severitiesIn = ({ severity }: BoardFilter): Severity[] => {
  const given = severity?.split(',') ?? [];
  return SEVERITIES.filter((one) => given.includes(one));
};

/** A severity more, or one less; of all none is left out, so none is named. */
export function toggled(filter: BoardFilter, severity: Severity): string {
  const chosen = severitiesIn(filter);
  const next = chosen.includes(severity) ? chosen.filter((one) => one !== severity) : [...chosen, severity];
  return next.length === SEVERITIES.length ? '' : SEVERITIES.filter((one) => next.includes(one)).join(',');
}
