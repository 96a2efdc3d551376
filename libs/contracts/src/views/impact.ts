import type { TldImpact } from '../impact.ts';
import type { Resource } from '../resource.ts';

/** Answer of `POST /api/v1/impact`. */
export interface ImpactView {
  /** Of the root zone that was asked. */
  serial: number;
  counts: { allServers: number; someServers: number; nameDependency: number };
  tlds: (TldImpact & { operatorId: string | null })[];
  /** What the root zone can tell nothing of. */
  unresolved: Resource[];
}
