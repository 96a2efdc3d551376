import { useQuery } from '@tanstack/react-query';
import type { RegulatorDraftKind, RegulatorDraftView } from '#libs/contracts';
import { queryText, read } from './call.ts';

const pathOf = (incidentId: string, kind: RegulatorDraftKind) =>
  `incidents/${incidentId}/regulator-drafts/${kind}`;

/** What an authority wants told, out of the record. `operator`: slug of whose report it is; empty: of all of them. */
export const useRegulatorDraft = (incidentId: string, kind: RegulatorDraftKind, operator: string) =>
  useQuery({
    queryKey: ['incident', incidentId, 'draft', kind, operator],
    queryFn: ({ signal }) => read<RegulatorDraftView>(pathOf(incidentId, kind), { operator }, signal),
  });

/** The same as a page for paper, of the server. */
export const draftDocument = (incidentId: string, kind: RegulatorDraftKind, operator: string): string =>
  `/api/v1/${pathOf(incidentId, kind)}/document${queryText({ operator })}`;
