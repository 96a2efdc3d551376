import { useQuery } from '@tanstack/react-query';
import type { Language, RegulatorDraftKind, RegulatorDraftView } from '#libs/contracts';
import { queryText, read } from './call.ts';

const pathOf = (incidentId: string, kind: RegulatorDraftKind) =>
  `incidents/${incidentId}/regulator-drafts/${kind}`;

/** `operator`: slug of whose report it is; empty: of all of them. */
export interface DraftAsked {
  incidentId: string;
  kind: RegulatorDraftKind;
  operator: string;
  language: Language;
}

/** What an authority wants told, out of the record. */
export const useRegulatorDraft = ({ incidentId, kind, operator, language }: DraftAsked) =>
  useQuery({
    queryKey: ['incident', incidentId, 'draft', kind, operator, language],
    queryFn: ({ signal }) =>
      read<RegulatorDraftView>(pathOf(incidentId, kind), { operator, language }, signal),
  });

/** The same as a page for paper, of the server. */
export const draftDocument = ({ incidentId, kind, operator, language }: DraftAsked): string =>
  `/api/v1/${pathOf(incidentId, kind)}/document${queryText({ operator, language })}`;
