import type { KeyboardEvent } from 'react';
import { goToEntry } from './entry-item.tsx';
import type { Lane } from './lanes.ts';
import type { Scene } from './use-view.ts';

interface Given {
  lanes: Lane[];
  scene: Scene;
  chosen: number | null;
  onChoose: (index: number | null) => void;
}

interface Place {
  lane: number;
  index: number;
  at: number;
}

/** The picture by keyboard: from entry to entry, from lane to lane, along and closer. */
export function usePictureKeys({ lanes, scene, chosen, onChoose }: Given): (event: KeyboardEvent) => void {
  const places = (): Place[] =>
    lanes
      .flatMap(({ dots }, lane) => dots.map(({ index, at }) => ({ lane, index, at })))
      .sort((a, b) => a.at - b.at || a.index - b.index);
  const go = (to: Place | undefined) => {
    if (to === undefined) return;
    onChoose(to.index);
    scene.showPlace(to.at, to.lane);
  };
  const step = (by: number) => {
    const all = places();
    const here = all.findIndex(({ index }) => index === chosen);
    go(here === -1 ? all[by > 0 ? 0 : all.length - 1] : all[here + by]);
  };
  /** To the lane above or below that has an entry, as near in time as it goes. */
  const climb = (by: number) => {
    const all = places();
    const here = all.find(({ index }) => index === chosen) ?? all[0];
    if (here === undefined) return;
    const beyond = all.filter(({ lane }) => (lane - here.lane) * by > 0);
    const nearest = Math.min(...beyond.map(({ lane }) => lane * by)) * by;
    go(
      beyond
        .filter(({ lane }) => lane === nearest)
        .sort((a, b) => Math.abs(a.at - here.at) - Math.abs(b.at - here.at))[0],
    );
  };
  const acts: Record<string, () => void> = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowDown: () => climb(1),
    ArrowUp: () => climb(-1),
    Home: () => go(places()[0]),
    End: () => go(places().at(-1)),
    '+': () => scene.zoom(0.5),
    '=': () => scene.zoom(0.5),
    '-': () => scene.zoom(2),
    '0': scene.showWhole,
    Enter: () => {
      if (chosen !== null) goToEntry(chosen);
    },
    Escape: () => onChoose(null),
  };
  return (event) => {
    const pans = event.shiftKey ? { ArrowRight: 0.25, ArrowLeft: -0.25 }[event.key] : undefined;
    const act = pans === undefined ? acts[event.key] : () => scene.pan(pans);
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
