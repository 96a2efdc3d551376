import type { EvidenceTableView } from '#libs/contracts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';

/** Units of the drawing. */
const ROW = 24;
const NAME = 360;
const WIDTH = 600;
const NUMBER = 80;
/** Of a name, so that it fits. */
const MOST_LETTERS = 42;
/** Times that are so many times as long as each other fit no common scale: the table tells them better. */
const APART = 100;

/**
 * Bars, one a row of the table, which holds the numbers; so the drawing is hidden from those who have the table read out. SVG of
 * our own, without style or script: shapes get their colours from the style sheet.
 */
export function chartOf({ columns, rows, drawn }: EvidenceTableView): Html | '' {
  const column = columns.findIndex(({ id }) => id === drawn);
  const bars = rows.flatMap((row) => {
    const value = row[column];
    return typeof value === 'number' ? [{ name: String(row[0]), value }] : [];
  });
  const most = Math.max(...bars.map(({ value }) => value));
  if (column === -1 || bars.length < 2 || most <= 0) return '';
  if (columns[column]?.unit === 'seconds' && most > APART * Math.min(...bars.map(({ value }) => value)))
    return '';
  return html`<svg
    class="bars"
    viewBox="0 0 ${NAME + WIDTH + NUMBER} ${bars.length * ROW}"
    aria-hidden="true"
    focusable="false"
  >
    ${bars.map(({ name, value }, index) => bar(name, (value / most) * WIDTH, index))}
  </svg>`;
}

const bar = (name: string, width: number, index: number): Html =>
  html`<text x="${NAME - 12}" y="${index * ROW + 17}" text-anchor="end">${shortened(name)}</text>
    <rect
      x="${NAME}"
      y="${index * ROW + 4}"
      width="${Math.max(1, Math.round(width))}"
      height="${ROW - 8}"
    />`;

const shortened = (name: string) =>
  name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
