import type { LaneView } from './health.ts';

/** What tells whether work gets done although none is due. Ages in seconds; null: there was none yet. */
export interface PipelineSignsView {
  workerHeardSeconds: number | null;
  /** The last report that the service filed to try itself. `homeSeconds`: since one went all the way. */
  canary: {
    state: 'out' | 'home' | 'lost';
    /** Where it got stuck. */
    why: string | null;
    sentSeconds: number;
    homeSeconds: number | null;
  } | null;
}

/** Answer of `GET /healthz/pipeline`: 200 with `ok`, else 503. */
export interface PipelineView extends PipelineSignsView {
  status: 'ok' | 'stands';
  /** Each reason why not, in a sentence. */
  reasons: string[];
  queues: 'ok' | 'away';
  /** How long the oldest entry of the record waits to be sealed; 0: all are. */
  unsealedSeconds: number;
  /** What is due, by kind of work and lane. */
  lanes: LaneView[];
}
