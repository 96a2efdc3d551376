import type { PipelineSignsView } from '#libs/contracts';
import { CANARY_EVERY, CANARY_PATIENCE, SILENT_AFTER } from './settings.ts';

/** Why the pipeline does not do its work, each in a sentence; empty when it does. Before the first sign there is nothing to tell. */
export function reasonsOf(
  { workerHeardSeconds, canary }: PipelineSignsView,
  areCanariesSent: boolean,
): string[] {
  const reasons: string[] = [];
  if (workerHeardSeconds !== null && workerHeardSeconds > SILENT_AFTER)
    reasons.push(`No worker has given a sign of life for ${Math.round(workerHeardSeconds)} s.`);
  if (!areCanariesSent || canary === null) return reasons;
  if (canary.state === 'lost')
    reasons.push(`The last canary did not come home: ${canary.why ?? 'nobody knows why'}.`);
  else if (canary.state === 'out' && canary.sentSeconds > CANARY_PATIENCE)
    reasons.push(`A canary has been out for ${Math.round(canary.sentSeconds)} s.`);
  else if (canary.sentSeconds > CANARY_EVERY + CANARY_PATIENCE)
    reasons.push(`No canary has been sent for ${Math.round(canary.sentSeconds)} s.`);
  return reasons;
}
