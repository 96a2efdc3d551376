/**
 * Anybody's words for one line of Markdown. Every sign that could mean something is escaped (CommonMark 0.31 section 2.4 allows it of all
 * ASCII punctuation), so that nothing becomes a heading, a link, a picture, markup or the edge of a table's cell. A hyphen within a word
 * means nothing, and numbers stay as they are.
 */
export const inLine = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?!(?<=[A-Za-z0-9])-(?=[A-Za-z0-9]))[!-/:-@[-`{-~]/g, '\\$&');

/** Anybody's words of many lines, as they came: in a fence that is longer than any run of its sign within. */
export function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1);
  return `${fence}text\n${text.replace(/\r\n?/g, '\n')}\n${fence}`;
}

/** `cells` are Markdown already. */
export const tableRow = (cells: string[]): string => `| ${cells.join(' | ')} |`;

export const table = (head: string[], rows: string[][]): string =>
  [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
