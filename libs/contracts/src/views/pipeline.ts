import type { CanaryPlace, PipelineCause } from '../pipeline.ts';
import type { LaneView } from './health.ts';

/** What tells whether work gets done although none is due. Ages in seconds; null: there was none yet. */
export interface PipelineSignsView {
  workerHeardSeconds: number | null;
  /** The last report that the service filed to try itself. `homeSeconds`: since one went all the way. */
  canary: {
    state: 'out' | 'home' | 'lost';
    /** Where it got stuck. */
    why: string | null;
    /** The same for machines; null too where it was written down by an earlier release. */
    stuckAt: CanaryPlace | null;
    sentSeconds: number;
    homeSeconds: number | null;
  } | null;
}

/** Why work is not done: `text` says it in English, the code with its parts to whoever has words of their own. */
export interface PipelineCauseView {
  code: PipelineCause;
  parts: Record<string, string | number>;
  text: string;
}

/** Answer of `GET /healthz/pipeline`: 200 with `ok`, else 503. */
export interface PipelineView extends PipelineSignsView {
  status: 'ok' | 'stands';
  /** Each reason why not, in a sentence. */
  reasons: string[];
  /** The same by their codes. */
  causes: PipelineCauseView[];
  queues: 'ok' | 'away';
  /** How long the oldest entry of the record waits to be sealed; 0: all are. */
  unsealedSeconds: number;
  /** What is due, by kind of work and lane. */
  lanes: LaneView[];
}
