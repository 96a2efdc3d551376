/** Injection token of {@link PipelineSettings}. */
export const PIPELINE_SETTINGS = Symbol('PipelineSettings');

export interface PipelineSettings {
  canaries: boolean;
  /** Where a canary's mail goes; null: it sends none. */
  canaryMail: string | null;
  /** Called while all is well; null: nobody is. */
  heartbeatUrl: string | null;
}

/** s */
export const CANARY_EVERY = 300;
/** s; one that has not come home by then is lost. */
export const CANARY_PATIENCE = 90;
/** s; workers leave a sign of life every 15 s. */
export const SILENT_AFTER = 60;
