import { openBrowser } from '../harness/chromium.ts';
import { Installation } from '../harness/installation.ts';
import { atTheEnd } from '../harness/undo.ts';
import { tellBoard } from './console/board.ts';
import { makeWork, OPERATORS } from './console/made.ts';
import { tellFirstLoad } from './console/first-load.ts';
import { tellIncident } from './console/incident.ts';
import { tellRouteChanges } from './console/routes.ts';
import { skippedFor } from './skipped.ts';

/** The console in Chromium on the built service: what comes over the line, and how long until a person can use it. */
export async function benchConsole(): Promise<void> {
  const browser = await openBrowser();
  if (browser === null) {
    skippedFor('console', 'there is no Chromium');
    return;
  }
  atTheEnd(() => browser.close());
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  await installation.populate(OPERATORS, 1, 0);
  await installation.start('web,worker', { AUTO_NOTIFY: 'off' });
  const asked = { browser, url: `http://127.0.0.1:${installation.port}` };
  const incidentId = await makeWork(installation);
  await tellFirstLoad(asked);
  await tellRouteChanges(asked);
  await tellIncident(asked, incidentId);
  await tellBoard(asked, installation);
}
