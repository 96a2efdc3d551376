import { RootZoneFault } from './fault.ts';

/** Cuts chunks of bytes into lines without their line feed, and tells an unfinished last line. */
export class LineCutter {
  private readonly lineBytes: number;
  private rest = '';
  /** Lines given out so far. */
  line = 0;

  constructor(lineBytes: number) {
    this.lineBytes = lineBytes;
  }

  /** The lines that `chunk` completes. */
  take(chunk: Buffer): string[] {
    // Latin-1 keeps each byte one character, so that a hostile file cannot change length by decoding.
    const lines = (this.rest + chunk.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.measure(line, ++this.line);
    this.measure(this.rest, this.line + 1);
    return lines;
  }

  /** Call at the end of the file: all real root zone files end with a line feed, so without one the file is cut. */
  end(): void {
    if (this.rest === '') return;
    throw new RootZoneFault(
      'rootzone.truncated',
      this.line + 1,
      'the last line is unfinished (no line feed at the end of the file): the file is cut',
    );
  }

  private measure(line: string, number: number): void {
    if (line.length <= this.lineBytes) return;
    throw new RootZoneFault('rootzone.too_large', number, `the line is longer than ${this.lineBytes} bytes`);
  }
}
