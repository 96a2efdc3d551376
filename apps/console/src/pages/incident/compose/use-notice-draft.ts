import { useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../../../app/session.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import type { Draft } from '../../../ui/use-draft.ts';
import { fromLink, newDraft } from './draft.ts';
import type { NoticeDraft } from './draft.ts';

/** The draft of this person for this incident. Whom a link is for holds over what was left here before; words are kept. */
export function useNoticeDraft(incidentId: string, isFirst: boolean): Draft<NoticeDraft> {
  const { userId } = useSession();
  const [search, setSearch] = useSearchParams();
  const [initial] = useState(() => newDraft(isFirst, crypto.randomUUID()));
  const draft = useDraft(`notice.${userId}.${incidentId}`, initial);
  const { value, set } = draft;
  const isTaken = useRef(false);
  // Before anything can be typed: an effect that comes after the first letter would take it back.
  useLayoutEffect(() => {
    const isForSomebody = search.has('audience') || search.has('operators');
    if (isForSomebody && !isTaken.current) {
      set(fromLink(value, search));
      setSearch({}, { replace: true });
    }
    isTaken.current = isForSomebody;
  }, [search, setSearch, set, value]);
  return draft;
}
