import type { ImpactPictureView, ServerState } from '#libs/contracts';

export interface Machine {
  kind: 'server' | 'address';
  name: string;
  state: ServerState;
  /** In the whole root zone. */
  tlds: number;
}

/** As many as one reads. */
const MOST = 12;

/** Servers and addresses behind more than one TLD, those behind the most first. */
export function sharedMachines({ servers, addresses }: ImpactPictureView): Machine[] {
  const all: Machine[] = [
    ...servers.map(({ name, state, tlds }): Machine => ({ kind: 'server', name, state, tlds })),
    ...addresses.map(({ address, hit, tlds }): Machine => ({
      kind: 'address',
      name: address,
      state: hit ? 'hit' : 'standing',
      tlds,
    })),
  ];
  return all
    .filter(({ tlds }) => tlds > 1)
    .sort((a, b) => b.tlds - a.tlds || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);
}
