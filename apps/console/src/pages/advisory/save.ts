import type { AdvisoryTextView, ProblemView } from '#libs/contracts';
import { incidentByNumber } from '../../api/advisories.ts';
import { ApiFault } from '../../api/fault.ts';
import { plainNumber, textOf } from './typed.ts';
import type { Typed } from './typed.ts';

/** What is sent, with the incident found by its number. @throws ApiFault that names the field where there is none */
export async function sentOf(typed: Typed, noSuchIncident: string): Promise<AdvisoryTextView> {
  const number = plainNumber(typed.incidentNumber);
  if (number === '') return textOf(typed, null);
  const incident = await incidentByNumber(number);
  if (incident !== null) return textOf(typed, incident.id);
  const problem: ProblemView = {
    status: 400,
    code: 'advisory.incident_unknown',
    title: 'Bad Request',
    detail: noSuchIncident,
    errors: [{ pointer: '/incidentId', message: noSuchIncident }],
  };
  throw new ApiFault(problem);
}
