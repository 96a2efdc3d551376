import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { ownZone } from '../../ui/time-words.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { emptyDraft } from './draft.ts';
import type { ReportDraft } from './draft.ts';

/** The report that a person is writing: one at a time, kept at each change. */
export function useReportDraft() {
  const { userId, operator } = useSession();
  const [first] = useState(() => emptyDraft(operator?.timezone ?? ownZone(), operator?.tlds ?? []));
  const draft = useDraft<ReportDraft>(`report.${userId}`, first);
  const latest = useRef(draft.value);
  useEffect(() => {
    latest.current = draft.value;
  });
  const { set } = draft;
  const change = useCallback(
    (changed: Partial<ReportDraft>) => {
      latest.current = { ...latest.current, ...changed };
      set(latest.current);
    },
    [set],
  );
  return { ...draft, change };
}
