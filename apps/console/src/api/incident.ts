import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AffectedState,
  AttachmentView,
  IncidentOverviewView,
  IncidentState,
  NamedAffectedView,
  PageView,
  RelatedIncidentView,
  ServiceState,
  Severity,
  StaffIncidentView,
  Tlp,
} from '#libs/contracts';
import { read, send } from './call.ts';

/** Of an edit that builds on this version. */
export const etagOf = (version: number): string => `"${version}"`;

const part = <T>(id: string, name: string, path: string) => ({
  queryKey: ['incident', id, name] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => read<T>(path, {}, signal),
});

/** The incident alone, for pages that stand beside it. */
export const useIncident = (id: string) => useQuery(part<StaffIncidentView>(id, 'itself', `incidents/${id}`));

/** Where it stands: figures and the grid operator × state, with the incident itself. */
export const useOverview = (id: string) =>
  useQuery(part<IncidentOverviewView>(id, 'overview', `incidents/${id}/overview`));

/** Why each operator is touched; the grid leaves that out. */
export const useAffected = (id: string) =>
  useQuery(part<PageView<NamedAffectedView>>(id, 'affected', `incidents/${id}/affected`));

export const useRelated = (id: string) =>
  useQuery(part<PageView<RelatedIncidentView>>(id, 'related', `incidents/${id}/related`));

export const useAttachments = (id: string) =>
  useQuery(part<PageView<AttachmentView>>(id, 'attachments', `incidents/${id}/attachments`));

/** Reads anew whatever is shown of an incident; settles when it is there. */
export function useIncidentChanged(id: string): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['incident', id] });
}

/** What stands now, whatever was read before. */
export const readIncident = (id: string): Promise<StaffIncidentView> => read(`incidents/${id}`);
export const readOverview = (id: string): Promise<IncidentOverviewView> => read(`incidents/${id}/overview`);

export interface IncidentEdit {
  title?: string;
  summary?: string;
  kind?: string;
  severity?: Severity;
  tlp?: Tlp;
  assignee?: string | null;
  reason?: string;
}

/** @throws ApiFault 412 when somebody was faster */
export const editIncident = (id: string, version: number, edit: IncidentEdit): Promise<StaffIncidentView> =>
  send('PATCH', `incidents/${id}`, edit, { ifMatch: etagOf(version) });

export const moveIncident = (
  id: string,
  to: IncidentState,
  reason: string,
  key: string,
): Promise<StaffIncidentView> =>
  send('POST', `incidents/${id}/transitions`, { to, ...(reason === '' ? {} : { reason }) }, { key });

export interface AffectedChange {
  state: AffectedState;
  serviceState: ServiceState;
  reason?: string;
}

/** A responder's word on an operator. @throws ApiFault 412 when somebody was faster */
export const setAffected = (
  id: string,
  operatorId: string,
  version: number,
  change: AffectedChange,
): Promise<NamedAffectedView> =>
  send('PUT', `incidents/${id}/affected/${operatorId}`, change, { ifMatch: etagOf(version) });
