import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactPictureView } from '#libs/contracts';
import { Chosen } from './chosen.tsx';
import { COLUMN_WIDTH, COLUMN_X, layoutOf, neighbourOf, pathsThrough, WIDTH } from './layout.ts';
import type { Direction, Placed } from './layout.ts';
import { useNodeFaces } from './node-faces.ts';
import type { NodeFace } from './node-faces.ts';
import classes from './picture.module.css';

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * Three columns with lines between them. Pointing at a node or reaching it by key shows all paths through it. One Tab stop;
 * arrow keys walk.
 */
export function Drawing({ picture, zoom }: { picture: ImpactPictureView; zoom: number }) {
  const { t } = useTranslation('impact');
  const layout = useMemo(() => layoutOf(picture), [picture]);
  const faces = useNodeFaces(picture);
  const first = layout.columns.flat()[0] ?? null;
  const [focused, setFocused] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const active = pointed ?? focused;
  const lit = useMemo(
    () => (active === null ? null : pathsThrough(active, picture.edges)),
    [active, picture.edges],
  );
  const isLit = (...ids: string[]) => lit === null || ids.every((id) => lit.has(id));
  const walk = (event: KeyboardEvent<SVGGElement>, id: string) => {
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const next = neighbourOf(id, direction, layout, picture.edges);
    if (next !== null) drawing.current?.querySelector<SVGGElement>(`[data-node="${next}"]`)?.focus();
  };
  return (
    <>
      <div className={classes['frame']}>
        <svg
          ref={drawing}
          role="group"
          aria-label={t('picture.label')}
          width={WIDTH * zoom}
          height={layout.height * zoom}
          viewBox={`0 0 ${WIDTH} ${layout.height}`}
          className={classes['drawing']}
        >
          {(['servers', 'addresses', 'groups'] as const).map((column, index) => (
            <text key={column} x={COLUMN_X[index]} y={14} className={classes['head']}>
              {t(`picture.${column}`)}
            </text>
          ))}
          {picture.edges.map(({ from, to }) => (
            <Line
              key={`${from} ${to}`}
              from={layout.nodes.get(from)}
              to={layout.nodes.get(to)}
              look={lit === null ? 'line' : isLit(from, to) ? 'litLine' : 'pale'}
            />
          ))}
          {[...layout.nodes.values()].map((node) => (
            <Node
              key={node.id}
              node={node}
              face={faces.get(node.id)}
              isPale={!isLit(node.id)}
              isStop={node.id === (focused ?? first)}
              onFocus={setFocused}
              onPoint={setPointed}
              onKey={walk}
            />
          ))}
        </svg>
      </div>
      <Chosen picture={picture} id={focused} />
    </>
  );
}

function Line({ from, to, look }: { from: Placed | undefined; to: Placed | undefined; look: string }) {
  if (from === undefined || to === undefined) return null;
  const x1 = from.x + COLUMN_WIDTH[from.column] + 4;
  const x2 = to.x - 4;
  const middle = (x1 + x2) / 2;
  return (
    <path
      d={`M${x1} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`}
      className={classes[look]}
    />
  );
}

interface NodeProps {
  node: Placed;
  face: NodeFace | undefined;
  isPale: boolean;
  /** Tab stops here. */
  isStop: boolean;
  onFocus: (id: string | null) => void;
  onPoint: (id: string | null) => void;
  onKey: (event: KeyboardEvent<SVGGElement>, id: string) => void;
}

function Node({ node, face, isPale, isStop, onFocus, onPoint, onKey }: NodeProps) {
  if (face === undefined) return null;
  const width = COLUMN_WIDTH[node.column];
  return (
    <g
      data-node={node.id}
      role="img"
      tabIndex={isStop ? 0 : -1}
      aria-label={face.spoken}
      className={`${classes['node']} ${isPale ? classes['paleNode'] : ''}`}
      onFocus={() => onFocus(node.id)}
      onClick={(event) => event.currentTarget.focus()}
      onPointerEnter={() => onPoint(node.id)}
      onPointerLeave={() => onPoint(null)}
      onKeyDown={(event) => onKey(event, node.id)}
    >
      <title>{face.spoken}</title>
      <rect x={node.x} y={node.y - 10} width={width} height={20} rx={2} className={classes['box']} />
      <text x={node.x + 6} y={node.y + 4} className={classes[face.tone]}>
        {face.sign}
      </text>
      <text x={node.x + 22} y={node.y + 4} className={classes['name']}>
        {face.name}
      </text>
      <text x={node.x + width - 6} y={node.y + 4} textAnchor="end" className={classes['count']}>
        {face.count}
      </text>
    </g>
  );
}
