import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { allThings } from './all-things.ts';
import type { ReportDraft } from './draft.ts';

/** Things that another page brought along in the address join what stands on the form, and leave the address. */
export function useBroughtThings(
  things: ReportDraft['things'],
  change: (changed: Partial<ReportDraft>) => void,
): void {
  const [address, setAddress] = useSearchParams();
  const brought = address.get('paste');
  useEffect(() => {
    if (brought === null) return;
    setAddress({}, { replace: true });
    void allThings(things, brought).then((all) => change({ things: all }));
  }, [brought, setAddress, things, change]);
}
