import { z } from 'zod';
import { resource } from './resource.ts';
import type { Resource } from './resource.ts';

/**
 * How a failing resource touches a TLD: every server of it is hit, some are, or only a server's *name* lies under a
 * failing TLD (glue in the root hides that for a while).
 */
export const IMPACT_CLASSES = ['all_servers', 'some_servers', 'name_dependency'] as const;
export type ImpactClass = (typeof IMPACT_CLASSES)[number];

/** `hit` of `total` things of one kind, for example 2 of 6 IPv4 addresses. */
export interface HitCount {
  hit: number;
  total: number;
}

/** Why a TLD is in the answer: `via` names the server, address, DS record or name that ties it to the resource. */
export interface ImpactReason {
  resource: Resource;
  via: string;
}

export interface TldImpact {
  label: string;
  class: ImpactClass;
  servers: HitCount;
  ipv4: HitCount;
  ipv6: HitCount;
  reasons: ImpactReason[];
}

/** Body of `POST /api/v1/impact`. `asOf` is a root zone serial; the newest imported one when absent. */
export const impactQuery = z.strictObject({
  resources: z
    .array(resource)
    .min(1, 'must name at least one resource')
    .max(1_000, 'must have at most 1000 entries'),
  asOf: z.number().int().positive().optional(),
});
