import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AlertPreviewView,
  ListAlertView,
  ListKind,
  ListMembership,
  ListRuleView,
  ListState,
  ListView,
  PageView,
  Severity,
  StaffListAlertView,
  StaffListView,
  SubscriptionState,
  SubscriptionView,
  Tlp,
} from '#libs/contracts';
import { read, readVersioned, send } from './call.ts';
import { usePages } from './pages.ts';

/** Staff sees more of a list than its members do. */
export type AnyListView = ListView | StaffListView;
export const isStaffList = (list: AnyListView): list is StaffListView => 'members' in list;

export const listPath = (slug: string, part?: string): string =>
  `lists/${encodeURIComponent(slug)}${part === undefined ? '' : `/${part}`}`;

/** By name. */
export const useLists = () => usePages<AnyListView>(['lists'], 'lists');

/** With the version that an edit builds on. */
export const useList = (slug: string) =>
  useQuery({
    queryKey: ['lists', slug],
    queryFn: ({ signal }) => readVersioned<AnyListView>(listPath(slug), signal),
  });

export interface NewListRequest {
  slug: string;
  kind: ListKind;
  membership: ListMembership;
  name: string;
  description: string;
  tlp: Tlp;
  open: boolean;
  encryptedOnly: boolean;
  address: string | null;
}

export type ListEditRequest = Partial<
  Pick<NewListRequest, 'name' | 'description' | 'tlp' | 'open' | 'encryptedOnly'> & { state: ListState }
>;

export const makeList = (list: NewListRequest, key: string): Promise<StaffListView> =>
  send('POST', 'lists', list, { key });

export const editList = (slug: string, edit: ListEditRequest, ifMatch: string): Promise<StaffListView> =>
  send('PATCH', listPath(slug), edit, { ifMatch });

/** The newest first. */
export const useMembers = (slug: string, state: SubscriptionState | '') =>
  usePages<SubscriptionView>(['lists', slug, 'members'], listPath(slug, 'subscriptions'), { state });

export interface NewMember {
  email: string;
  name?: string;
  language: string;
  key?: string;
}

export const addMember = (slug: string, member: NewMember): Promise<SubscriptionView> =>
  send('POST', listPath(slug, 'subscriptions'), member);

export const endMember = (slug: string, id: string): Promise<void> =>
  send('DELETE', listPath(slug, `subscriptions/${id}`));

export const resumeMember = (slug: string, id: string, key: string): Promise<SubscriptionView> =>
  send('POST', listPath(slug, `subscriptions/${id}/resumption`), {}, { key });

export const useRules = (slug: string) =>
  useQuery({
    queryKey: ['lists', slug, 'rules'],
    queryFn: async ({ signal }): Promise<ListRuleView[]> =>
      (await read<PageView<ListRuleView>>(listPath(slug, 'rules'), {}, signal)).items,
  });

export interface NewRule {
  name: string;
  kinds: string[];
  tlds: string[];
  countries: string[];
  severity: Severity;
  tlp: Tlp;
  holdMinutes: number;
  mostAlerts: number;
  windowMinutes: number;
}

export const proposeRule = (slug: string, rule: NewRule, key: string): Promise<ListRuleView> =>
  send('POST', listPath(slug, 'rules'), rule, { key });

export const approveRule = (slug: string, id: string, key: string): Promise<ListRuleView> =>
  send('POST', listPath(slug, `rules/${id}/approval`), {}, { key });

export const endRule = (slug: string, id: string): Promise<void> =>
  send('DELETE', listPath(slug, `rules/${id}`));

export type AnyListAlert = ListAlertView | StaffListAlertView;
/** Staff sees who posted an alert and what became of its mails. */
export const isStaffAlert = (alert: AnyListAlert): alert is StaffListAlertView => 'counts' in alert;

/** What was posted, the newest first. */
export const useListAlerts = (slug: string) =>
  usePages<AnyListAlert>(['lists', slug, 'alerts'], listPath(slug, 'alerts'));

export interface AlertRequest {
  subject: string;
  body: string;
  tlp: Tlp;
  incidentId?: string;
}

/** What posting would do; nothing is sent. */
export const previewAlert = (slug: string, alert: AlertRequest): Promise<AlertPreviewView> =>
  send('POST', listPath(slug, 'alerts'), { ...alert, preview: true });

export const postAlert = (slug: string, alert: AlertRequest, key: string): Promise<StaffListAlertView> =>
  send('POST', listPath(slug, 'alerts'), alert, { key });

/** A change of a list: whatever is shown of lists is read anew. */
export function useListChange<Given = void, Result = void>(act: (given: Given) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: ['lists'] }),
  });
}
