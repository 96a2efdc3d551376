/** RFC 3676 has format=flowed for this; it is not used because a signed text must look the same everywhere. */
export const TEXT_COLUMNS = 72;

/**
 * Breaks lines of more than 72 columns at blanks; what follows keeps the line's indentation. The value of `  Label    value`
 * and the text of `- item` go on under their beginning. A word longer than that (an address, a key) stays whole, and a
 * line that fits is not touched, so tables and quoted records keep their shape.
 */
export function wrapText(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length <= TEXT_COLUMNS && columns(line) <= TEXT_COLUMNS ? line : wrapLine(line)))
    .join('\n');
}

/** Indentation; with a label and at least two blanks, or with the mark of an item, what stands before the text. */
const BEGINNING =
  /^(?:[ \t]+[^ \t]+(?: [^ \t]+)* {2,}(?=[^ \t])|[ \t]*(?:[-*]|\d{1,3}\.) +(?=[^ \t])|[ \t]*)/;
/** A sentence with two blanks in it is no label. */
const WIDEST_BEGINNING = 24;

function wrapLine(line: string): string {
  const { first, others } = beginningOf(line);
  const lines: string[] = [];
  let current = '';
  // Each piece is a word with the blanks before it, which vanish where the line is broken.
  for (const piece of line.slice(first.length).match(/[ \t]*[^ \t]+/g) ?? []) {
    if (current !== '' && columns(others + current + piece) > TEXT_COLUMNS) {
      lines.push(current);
      current = piece.trimStart();
    } else current += piece;
  }
  return [...lines, current].map((text, index) => (index === 0 ? first : others) + text).join('\n');
}

/** What stands before the text of the first line, and of those that follow. */
function beginningOf(line: string): { first: string; others: string } {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const first = BEGINNING.exec(line)?.[0] ?? indent;
  if (columns(first) > WIDEST_BEGINNING) return { first: indent, others: indent };
  return { first, others: indent + ' '.repeat(columns(first) - columns(indent)) };
}

const NARROW = /^[\x20-\x7e]*$/;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Columns on a terminal: East Asian letters and emoji take two, combining marks none. */
function columns(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const letter of text) if (!/\p{M}/u.test(letter)) width += WIDE.test(letter) ? 2 : 1;
  return width;
}
