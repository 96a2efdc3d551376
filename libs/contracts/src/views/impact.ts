import type { ImpactClass, TldImpact } from '../impact.ts';
import type { Resource } from '../resource.ts';
import type { OperatorNameView } from './directory.ts';

/** Answer of `POST /api/v1/impact`. */
export interface ImpactView {
  /** Of the root zone that was asked. */
  serial: number;
  counts: { allServers: number; someServers: number; nameDependency: number };
  tlds: (TldImpact & { unicode: string; operatorId: string | null })[];
  /** Who runs them, each once, by slug. */
  operators: (OperatorNameView & { id: string })[];
  /** What the root zone can tell nothing of. */
  unresolved: Resource[];
}

/** `hit`: itself or all of its addresses; `partly`: some of them; `standing`: it answers, only its TLD or its name is in question. */
export type ServerState = 'hit' | 'partly' | 'standing';

/**
 * Answer of `POST /api/v1/impact/picture`: how the resources reach TLDs, as nodes and edges from server to address to TLD.
 * TLDs that hang on the same servers and addresses are one group. It has an end; `left` is what is not drawn.
 */
export interface ImpactPictureView {
  serial: number;
  /** `tlds`: how many have it in the whole root zone, touched or not. */
  servers: { id: string; name: string; state: ServerState; tlds: number }[];
  addresses: { id: string; address: string; hit: boolean; servers: number; tlds: number }[];
  /** The largest first; `tlds` holds its first ones. */
  groups: {
    id: string;
    class: ImpactClass;
    tldCount: number;
    tlds: { label: string; unicode: string }[];
    /** A DS record is among the reasons: validation fails, whatever the servers do. */
    dnssec: boolean;
  }[];
  /** From server to address and from address to group; from server to group where no address of it is known. */
  edges: { from: string; to: string }[];
  left: { groups: number; tlds: number };
}
