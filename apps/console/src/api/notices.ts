import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  ApprovalRequest,
  HeldSendView,
  NoticePreviewView,
  NotificationListView,
  NotificationState,
  NotificationView,
  PageView,
} from '#libs/contracts';
import { read, readText, send } from './call.ts';
import { usePages } from './pages.ts';

/** What is told, as the service takes it. */
export interface NoticeRequest {
  template: string;
  audience: { affected?: true; silent?: true; reporter?: true; operators?: string[] };
  tlp: string;
  subject?: string | undefined;
  body?: string | undefined;
}

/** Of an incident, the newest first. */
export const useNotices = (incidentId: string) =>
  useQuery({
    queryKey: ['incident', incidentId, 'notices'],
    queryFn: async ({ signal }): Promise<NotificationListView[]> => {
      const path = `incidents/${incidentId}/notifications`;
      return (await read<PageView<NotificationListView>>(path, {}, signal)).items.reverse();
    },
  });

/** ms between two looks at mails that are on their way. */
const LOOK_AGAIN = 2_000;
const isOnItsWay = ({ deliveries }: NotificationView) =>
  deliveries.some(({ state }) => state === 'queued' || state === 'sending');

/** One with each delivery. Looked at again by itself for as long as mails are on their way. */
export const useNotice = (id: string) =>
  useQuery({
    queryKey: ['notifications', id],
    queryFn: ({ signal }) => read<NotificationView>(`notifications/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isOnItsWay(state.data) ? LOOK_AGAIN : false),
  });

/** The message word for word as it was handed over. */
export const useRawMessage = (deliveryId: string) =>
  useQuery({
    queryKey: ['raw', deliveryId],
    queryFn: ({ signal }) => readText(`deliveries/${deliveryId}/raw`, signal),
    staleTime: Infinity,
  });

/** What takes a second person, by what became of it; the newest first. */
export const useHeldSends = (state: NotificationState) =>
  usePages<HeldSendView>(['notifications', 'held'], 'notifications', { state });

/** What telling would do. `turn` asks the same once more: contacts change meanwhile. */
export const usePreview = (
  incidentId: string,
  asked: { request: NoticeRequest; sampleOf?: string | undefined; turn: number } | null,
) =>
  useQuery({
    queryKey: ['preview', incidentId, asked],
    queryFn: ({ signal }) =>
      send<NoticePreviewView>(
        'POST',
        `incidents/${incidentId}/notifications`,
        { ...asked?.request, preview: true, sampleOf: asked?.sampleOf },
        { signal },
      ),
    enabled: asked !== null,
    staleTime: Infinity,
    gcTime: 0,
    // Another mail of the same preview takes its place once it is there.
    placeholderData: keepPreviousData,
  });

/** Sends, or proposes to a second person: `state` tells which. The same key again is the same notice. */
export const tellAudience = (
  incidentId: string,
  request: NoticeRequest,
  key: string,
): Promise<NotificationView> => send('POST', `incidents/${incidentId}/notifications`, request, { key });

export const decideOn = (id: string, given: ApprovalRequest, key: string): Promise<NotificationView> =>
  send('POST', `notifications/${id}/approval`, given, { key });
