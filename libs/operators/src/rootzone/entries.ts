import { RootZoneFault } from './fault.ts';

/** One entry of a master file (RFC 1035 section 5.1): the fields of a line, or of several lines joined by parentheses. */
export interface Entry {
  /** Where it begins. */
  line: number;
  /** It begins with a blank: the owner is that of the entry before. */
  blankOwner: boolean;
  fields: string[];
}

const TOKEN = /[ \t\r]+|;.*|[()]|"(?:[^"\\]|\\.)*"|(?:[^ \t\r;()"\\]|\\.)+/gy;

/** Joins lines to entries: comments, quotes and parentheses end here. */
export class EntryReader {
  private readonly entryBytes: number;
  private open: Entry | undefined;
  private depth = 0;
  private bytes = 0;

  constructor(entryBytes: number) {
    this.entryBytes = entryBytes;
  }

  /** The entry that this line completes, if it does. */
  take(text: string, line: number): Entry | undefined {
    if (this.open === undefined && !/[;()"\\]/.test(text)) return plainEntry(text, line);
    const entry = (this.open ??= { line, blankOwner: beginsBlank(text), fields: [] });
    this.measure(text, entry);
    this.addFields(entry, text, line);
    if (this.depth > 0) return undefined;
    this.open = undefined;
    this.bytes = 0;
    return entry.fields.length === 0 ? undefined : entry;
  }

  /** Call at the end of the file, whose last line is `line`. */
  end(line: number): void {
    if (this.open === undefined) return;
    throw new RootZoneFault(
      'rootzone.truncated',
      line,
      `the parenthesis opened in line ${this.open.line} is never closed: the file is cut`,
    );
  }

  private addFields(entry: Entry, text: string, line: number): void {
    let at = 0;
    for (const [token] of text.matchAll(TOKEN)) {
      at += token.length;
      if (token === '(') this.depth++;
      else if (token === ')') this.closeParenthesis(line);
      else if (!/^[ \t\r;]/.test(token)) entry.fields.push(token);
    }
    if (at !== text.length) throw new RootZoneFault('rootzone.bad_record', line, 'a quote is not closed');
  }

  private closeParenthesis(line: number): void {
    if (--this.depth >= 0) return;
    throw new RootZoneFault('rootzone.bad_record', line, 'a parenthesis is closed that was not opened');
  }

  private measure(text: string, entry: Entry): void {
    this.bytes += text.length;
    if (this.bytes <= this.entryBytes) return;
    throw new RootZoneFault(
      'rootzone.too_large',
      entry.line,
      `the record is longer than ${this.entryBytes} bytes`,
    );
  }
}

/** The usual line, without anything to think about. */
function plainEntry(text: string, line: number): Entry | undefined {
  const fields = text.split(/[ \t\r]+/).filter((field) => field !== '');
  return fields.length === 0 ? undefined : { line, blankOwner: beginsBlank(text), fields };
}

function beginsBlank(text: string): boolean {
  return text.startsWith(' ') || text.startsWith('\t');
}
