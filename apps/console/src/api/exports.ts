import { useQuery } from '@tanstack/react-query';
import { narrowest } from '#libs/contracts';
import type { ExportFormat, ReportView, Tlp } from '#libs/contracts';
import { read, readFile } from './call.ts';

/** An incident as a file. @throws ApiFault, Unreachable */
export const takeExport = (incidentId: string, format: ExportFormat) =>
  readFile(`incidents/${incidentId}/export`, { format });

/** The label of the file: the narrowest of the incident's and those of the reports that go with it. */
export const useFileLabel = ({ id, tlp }: { id: string; tlp: Tlp }) =>
  useQuery({
    queryKey: ['incident', id, 'file label', tlp],
    queryFn: async ({ signal }) => {
      const { items } = await read<{ items: ReportView[] }>(`incidents/${id}/reports`, {}, signal);
      return narrowest(tlp, ...items.map((report) => report.tlp));
    },
  });
