import { useState } from 'react';
import type { NoticePreviewView } from '#libs/contracts';
import { usePreview } from '../../../api/notices.ts';
import type { NoticeRequest } from '../../../api/notices.ts';

export interface Look {
  preview: NoticePreviewView | undefined;
  error: unknown;
  isLoading: boolean;
  /** What is shown is what would be sent now: nothing was changed since. */
  isFresh: boolean;
  /** Asks anew, for the draft as it stands. */
  again: () => void;
  /** Shows the mail of another contact of the same preview. */
  showMailTo: (contactId: string) => void;
}

interface Asked {
  request: NoticeRequest;
  sampleOf?: string | undefined;
  turn: number;
}

/** The look before sending. It goes old as soon as anything is changed, and says so. */
export function useLook(incidentId: string, request: NoticeRequest | null): Look {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, error, isFetching, isPlaceholderData } = usePreview(incidentId, asked);
  const isSame = asked !== null && JSON.stringify(asked.request) === JSON.stringify(request);
  return {
    preview: data,
    error,
    isLoading: isFetching,
    isFresh: isSame && data !== undefined && error === null && !isPlaceholderData,
    again: () => {
      if (request !== null) setAsked({ request, turn: (asked?.turn ?? 0) + 1 });
    },
    showMailTo: (contactId) => {
      if (asked !== null) setAsked({ ...asked, sampleOf: contactId });
    },
  };
}
