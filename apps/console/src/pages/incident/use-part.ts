import { useSearchParams } from 'react-router';

export const PARTS = [
  'standing',
  'clocks',
  'threads',
  'timeline',
  'impact',
  'reports',
  'notices',
  'notes',
  'evidence',
  'drafts',
  'related',
] as const;
export type Part = (typeof PARTS)[number];

const partOf = (text: string | null): Part => PARTS.find((part) => part === text) ?? 'standing';

/**
 * Which part of the incident is open, which operators of the grid are asked for, and whose thread is read; all stand in the
 * address.
 */
export function usePart(): {
  part: Part;
  show: (part: Part) => void;
  only: string | null;
  showOnly: (only: string | null) => void;
  /** Operator id. */
  operator: string | null;
  showThread: (operatorId: string) => void;
} {
  const [asked, setAsked] = useSearchParams();
  const set = (changes: Record<string, string | null>) =>
    setAsked(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes))
          if (value === null) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    part: partOf(asked.get('part')),
    show: (part) => set({ part: part === 'standing' ? null : part, entry: null }),
    only: asked.get('only'),
    showOnly: (only) => set({ only, part: null }),
    operator: asked.get('operator'),
    showThread: (operator) => set({ operator, part: 'threads' }),
  };
}
