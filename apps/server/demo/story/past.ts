import { slugOf } from '../made-directory.ts';
import { PAST_INCIDENTS } from '../past-incidents.ts';
import { RESPONDER, dutyOf } from '../people.ts';
import type { Stage } from './stage.ts';
import { endedDeliveries, fileReport } from './stage.ts';

/** What really happened to TLDs, filed as its registry could have filed it. */
export async function pastIncidents(stage: Stage): Promise<void> {
  const { terminal, directory } = stage;
  const responder = stage.as(RESPONDER);
  terminal.chapter('What really happened, and what triage makes of it');
  terminal.note(
    'Facts with their source. The demo files each one the way the registry could have: POST /api/v1/reports with a token.',
  );
  terminal.gap();
  const known = new Set(directory.flatMap(({ tlds }) => tlds));
  for (const past of PAST_INCIDENTS.filter(({ tld }) => known.has(tld))) {
    const { triaged, incident } = await fileReport(stage.as(dutyOf(slugOf(past.tld))), responder, {
      summary: past.summary,
      description: past.description,
      occurredAt: past.occurredAt,
      ongoing: false,
      tlp: 'CLEAR',
      resources: past.resources,
      references: [past.source],
    });
    terminal.step(past.summary);
    terminal.note(`When: ${past.when}`);
    terminal.note(`Source: ${past.source}`);
    terminal.note(
      `Incident #${incident.number}, ${incident.severity}, ${incident.kind}. ${triaged.reasons?.severity?.[0]?.text ?? ''}`,
    );
    if (incident.kind === 'operational-change')
      terminal.note(
        'A move to another back end looks like a hijack to a naive eye. It is known as a change, and nobody is woken.',
      );
    await endedDeliveries(responder, incident.id, 'receipt');
    terminal.gap();
  }
}
