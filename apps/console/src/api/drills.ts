import { useQuery } from '@tanstack/react-query';
import type { DrillDetailView, DrillOperatorView, DrillView } from '#libs/contracts';
import { read, send } from './call.ts';
import { usePages } from './pages.ts';

/** The newest first. */
export const useDrills = () => usePages<DrillView>(['drills', 'all'], 'drills');

/** With its coverage by region. */
export const useDrill = (id: string) =>
  useQuery({
    queryKey: ['drills', id],
    queryFn: ({ signal }) => read<DrillDetailView>(`drills/${id}`, {}, signal),
  });

/** Each operator with its contacts; a filter that is empty asks for all. */
export const useDrillOperators = (id: string, filter: { standing: string; region: string }) =>
  usePages<DrillOperatorView>(['drills', id, 'operators'], `drills/${id}/operators`, filter);

/** Mails every operator. The same key again is the same drill. */
export const startDrill = (given: { note: string; answerWithin: number }, key: string): Promise<DrillView> =>
  send('POST', 'drills', given, { key });

/** Another person's word on one that goes to many. @throws ApiFault 403 for whoever asked for it */
export const approveDrill = (id: string, key: string): Promise<DrillDetailView> =>
  send('POST', `drills/${id}/approval`, undefined, { key });
