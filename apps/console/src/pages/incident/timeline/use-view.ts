import { useEffect, useRef, useState } from 'react';
import type { PointerEvent, RefCallback } from 'react';
import { AXIS_HEIGHT, LANE_HEIGHT } from './picture-sizes.ts';
import { panned, showing, zoomed } from './scale.ts';
import type { Stretch } from './scale.ts';

/** px that a pointer moves before it drags. */
const DRAGS = 4;

export interface Scene {
  view: Stretch;
  isWhole: boolean;
  frame: RefCallback<HTMLDivElement>;
  zoom: (factor: number, share?: number) => void;
  pan: (share: number) => void;
  showWhole: () => void;
  /** Brings an instant and its lane into sight. */
  showPlace: (at: number, lane: number) => void;
  onPointerDown: (event: PointerEvent) => void;
  /** True while it drags. */
  onPointerMove: (event: PointerEvent) => boolean;
  /** True when it dragged: then it was no click. */
  onPointerUp: () => boolean;
}

interface Drag {
  x: number;
  view: Stretch;
  moved: boolean;
}

/** Which part of the time a picture shows; all of it as long as nobody looks closer, also while it grows. */
export function useView(whole: Stretch, labels: number, plot: number): Scene {
  const [chosen, setChosen] = useState<Stretch | null>(null);
  const drag = useRef<Drag | null>(null);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const view = chosen ?? whole;
  const zoom = (factor: number, share = 0.5) => setChosen(zoomed(view, factor, share, whole));
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  // React listens to the wheel without the right to stop the page from scrolling or zooming.
  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const x = event.clientX - (element?.getBoundingClientRect().left ?? 0) - labels;
      latest.current(event.deltaY > 0 ? 1.25 : 0.8, Math.min(1, Math.max(0, x / plot)));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [element, labels, plot]);
  return {
    view,
    isWhole: chosen === null || (chosen.from <= whole.from && chosen.to >= whole.to),
    frame: setElement,
    zoom,
    pan: (share) => setChosen(panned(view, share, whole)),
    showWhole: () => setChosen(null),
    showPlace: (at, lane) => {
      if (chosen !== null) setChosen(showing(chosen, at, whole));
      if (element !== null) scrollToLane(element, lane);
    },
    onPointerDown: (event) => {
      drag.current = { x: event.clientX, view, moved: false };
    },
    onPointerMove: (event) => {
      const now = drag.current;
      if (now === null || event.buttons === 0) return false;
      const distance = event.clientX - now.x;
      if (!now.moved && Math.abs(distance) < DRAGS) return false;
      if (!now.moved) event.currentTarget.setPointerCapture(event.pointerId);
      now.moved = true;
      setChosen(panned(now.view, -distance / plot, whole));
      return true;
    },
    onPointerUp: () => {
      const { moved } = drag.current ?? { moved: false };
      drag.current = null;
      return moved;
    },
  };
}

/** As little as it takes; the axis stands over the top. */
function scrollToLane(frame: HTMLDivElement, lane: number): void {
  const top = lane * LANE_HEIGHT;
  const below = top + LANE_HEIGHT + AXIS_HEIGHT - frame.clientHeight;
  frame.scrollTop = Math.max(Math.min(frame.scrollTop, top), below);
}
