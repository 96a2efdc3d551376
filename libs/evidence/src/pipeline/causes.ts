import type { PipelineCauseView, PipelineSignsView } from '#libs/contracts';
import { CANARY_EVERY, CANARY_PATIENCE, SILENT_AFTER } from './settings.ts';

/** Why the pipeline does not do its work; empty when it does. Before the first sign there is nothing to tell. */
export function causesOf(
  { workerHeardSeconds, canary }: PipelineSignsView,
  areCanariesSent: boolean,
): PipelineCauseView[] {
  const causes: PipelineCauseView[] = [];
  if (workerHeardSeconds !== null && workerHeardSeconds > SILENT_AFTER) {
    const seconds = Math.round(workerHeardSeconds);
    causes.push({
      code: 'worker_silent',
      parts: { seconds },
      text: `No worker has given a sign of life for ${seconds} s.`,
    });
  }
  const missed = areCanariesSent && canary !== null ? ofCanary(canary) : null;
  return missed === null ? causes : [...causes, missed];
}

function ofCanary(canary: NonNullable<PipelineSignsView['canary']>): PipelineCauseView | null {
  const seconds = Math.round(canary.sentSeconds);
  if (canary.state === 'lost')
    return {
      code: 'canary_lost',
      parts: { stuckAt: canary.stuckAt ?? 'unknown' },
      text: `The last canary did not come home: ${canary.why ?? 'nobody knows why'}.`,
    };
  if (canary.state === 'out' && canary.sentSeconds > CANARY_PATIENCE)
    return { code: 'canary_out', parts: { seconds }, text: `A canary has been out for ${seconds} s.` };
  return canary.sentSeconds > CANARY_EVERY + CANARY_PATIENCE
    ? { code: 'canary_missing', parts: { seconds }, text: `No canary has been sent for ${seconds} s.` }
    : null;
}
