import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactPictureView } from '#libs/contracts';
import { CLASS_SIGNS, SERVER_SIGNS } from '../signs.ts';

/** How a node looks and sounds. */
export interface NodeFace {
  sign: string;
  tone: string;
  /** Cut to its box. */
  name: string;
  count: string;
  /** The whole, for screen readers and for pointing at. */
  spoken: string;
}

/** Letters that fit into the box of a column. */
const ROOM = { server: 26, address: 17, group: 32 };
const cut = (text: string, room: number) => (text.length <= room ? text : `${text.slice(0, room - 1)}…`);

/** Of each node by its id. */
export function useNodeFaces({ servers, addresses, groups }: ImpactPictureView): Map<string, NodeFace> {
  const { t } = useTranslation('impact');
  return useMemo(
    () =>
      new Map<string, NodeFace>([
        ...servers.map(({ id, name, state, tlds }): [string, NodeFace] => [
          id,
          {
            sign: SERVER_SIGNS[state],
            tone: state,
            name: cut(name, ROOM.server),
            count: String(tlds),
            spoken: `${name}: ${t(`states.${state}`)}, ${t('tldCount', { count: tlds })}`,
          },
        ]),
        ...addresses.map(({ id, address, hit, servers: holders, tlds }): [string, NodeFace] => [
          id,
          {
            sign: hit ? '●' : '○',
            tone: hit ? 'hit' : 'standing',
            name: cut(address, ROOM.address),
            count: String(tlds),
            spoken: `${address}: ${t(hit ? 'states.hit' : 'picture.by')}, ${t('serverCount', { count: holders })}, ${t('tldCount', { count: tlds })}`,
          },
        ]),
        ...groups.map((group): [string, NodeFace] => {
          const names = group.tlds.map(({ unicode }) => `.${unicode}`).join(' ');
          return [
            group.id,
            {
              sign: CLASS_SIGNS[group.class],
              tone: group.class,
              name: cut(names, ROOM.group),
              count: String(group.tldCount),
              spoken: `${t('tldCount', { count: group.tldCount })}, ${t(`classes.${group.class}.short`)}: ${names}`,
            },
          ];
        }),
      ]),
    [servers, addresses, groups, t],
  );
}
