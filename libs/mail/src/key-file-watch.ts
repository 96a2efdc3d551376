import { statSync } from 'node:fs';

/**
 * Tells when a file of our keys has been replaced, as a rotation does: threads that opened it before know nothing of its
 * new parts, so they are followed by others.
 */
export class KeyFileWatch {
  private mark: string | null = null;
  private readonly paths: string[];

  /** @param paths files, and folders of which files come and go */
  constructor(...paths: string[]) {
    this.paths = paths;
  }

  /** What is there now is what threads open from here on. */
  note(): void {
    this.mark = this.paths.map(markOf).join(' ');
  }

  /** Whether there is another one than when it was noted or asked for last; the first time it is not. */
  hasChanged(): boolean {
    const before = this.mark;
    this.note();
    return before !== null && before !== this.mark;
  }
}

/** What tells one state of a file from another; a file that is not there has one too. */
function markOf(file: string): string {
  const { ino = 0, mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${ino} ${mtimeMs}`;
}
