/** Columns of the story, also on a wider terminal: longer lines are hard to follow. */
const WIDTH = 96;
const TIME_WIDTH = 10;

const STYLES = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const;
type Style = keyof typeof STYLES;

/** Tells a story on the terminal: chapters, steps with their UTC time, blocks of text, tables. Plain text where it is no terminal. */
export class Terminal {
  private chapters = 0;

  constructor(
    private readonly out: NodeJS.WriteStream = process.stdout,
    private readonly now = () => new Date(),
  ) {}

  title(text: string): void {
    this.write(`\n${this.styled('bold', text)}\n`);
  }

  chapter(title: string): void {
    this.chapters += 1;
    const head = `── ${this.chapters}. ${title} `;
    this.write(`\n${this.styled('cyan', head.padEnd(WIDTH, '─'))}\n\n`);
  }

  /** Something happens now. */
  step(text: string): void {
    this.paragraph(`${this.now().toISOString().slice(11, 19)}Z`, text, 'bold');
  }

  /** What follows from the step, or what to know about it. */
  note(text: string): void {
    this.paragraph('', text);
  }

  /** Where to see it for oneself. */
  look(what: string, where: string): void {
    this.paragraph('', `${this.styled('dim', `${what}:`)} ${where}`);
  }

  /** As it is, each line marked as a quotation. */
  quote(text: string): void {
    for (const line of text.trimEnd().split('\n'))
      this.write(`${' '.repeat(TIME_WIDTH)}${this.styled('dim', '│')} ${line}`.trimEnd() + '\n');
    this.write('\n');
  }

  /** A command to type, unwrapped. */
  command(text: string): void {
    this.write(`${' '.repeat(TIME_WIDTH)}${this.styled('dim', '$')} ${text}\n`);
  }

  table(rows: string[][]): void {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    rows.forEach((row, index) => {
      const cells = row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
      this.write(`${' '.repeat(TIME_WIDTH)}${index === 0 ? this.styled('dim', cells) : cells}\n`);
    });
    this.write('\n');
  }

  gap(): void {
    this.write('\n');
  }

  good(text: string): string {
    return this.styled('green', text);
  }

  warning(text: string): string {
    return this.styled('yellow', text);
  }

  private paragraph(mark: string, text: string, style?: Style): void {
    const lines = wrapped(text, WIDTH - TIME_WIDTH);
    lines.forEach((line, index) => {
      const shown = style === undefined ? line : this.styled(style, line);
      this.write(`${this.styled('dim', (index === 0 ? mark : '').padEnd(TIME_WIDTH))}${shown}\n`);
    });
  }

  private styled(style: Style, text: string): string {
    // hasColors also honours NO_COLOR.
    const isColourful = this.out.isTTY && this.out.hasColors();
    return isColourful ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
  }

  private write(text: string): void {
    this.out.write(text);
  }
}

/** Lines of at most `width` columns; a word that is longer (an address) gets a line of its own and stays whole. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
