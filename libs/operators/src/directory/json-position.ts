type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where text that `JSON.parse` refuses stops being JSON, as `line 3, column 7` (both from 1; columns in UTF-16 units).
 * Node's own messages tell the position only sometimes.
 */
export function jsonFaultPosition(text: string): string {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = skip(BLANK, text, 0);
  while (at < text.length) {
    const end = endOfToken(text, at);
    const next: Expected | undefined = end.isWhole ? step(expected, text.charAt(at), open) : undefined;
    // A token in the wrong place is the fault itself; one that breaks off is at fault where it does.
    if (next === undefined) return lineAndColumn(text, end.isWhole ? at : end.at);
    expected = next;
    at = skip(BLANK, text, end.at);
  }
  return lineAndColumn(text, text.length);
}

function endOfToken(text: string, at: number): { at: number; isWhole: boolean } {
  const first = text.charAt(at);
  if ('{}[],:'.includes(first)) return { at: at + 1, isWhole: true };
  if (first === '"') return endOfString(text, at + 1);
  const end = skip(SCALAR, text, at);
  return { at: end, isWhole: end > at };
}

function endOfString(text: string, start: number): { at: number; isWhole: boolean } {
  let at = start;
  while (at < text.length && text.charAt(at) !== '"') {
    const end = text.charAt(at) === '\\' ? skip(ESCAPE, text, at) : at + 1;
    if (end === at || text.charCodeAt(at) < 0x20) return { at, isWhole: false };
    at = end;
  }
  return at < text.length ? { at: at + 1, isWhole: true } : { at, isWhole: false };
}

/** What may follow a token, known by its first character; undefined when it cannot stand here. `open` holds the brackets. */
function step(expected: Expected, first: string, open: string[]): Expected | undefined {
  const isValueDue = expected === 'value' || expected === 'value or end';
  const isNameDue = expected === 'name' || expected === 'name or end';
  if (first === ':') return expected === 'colon' ? 'value' : undefined;
  if (first === ',')
    return expected === 'comma or end' ? (open.at(-1) === '{' ? 'name' : 'value') : undefined;
  if (first === '}' || first === ']') return close(expected, first, open);
  if (isNameDue) return first === '"' ? 'colon' : undefined;
  if (!isValueDue) return undefined;
  if (first !== '{' && first !== '[') return afterValue(open);
  open.push(first);
  return first === '{' ? 'name or end' : 'value or end';
}

function close(expected: Expected, bracket: string, open: string[]): Expected | undefined {
  if (!expected.endsWith('or end') || open.at(-1) !== (bracket === '}' ? '{' : '[')) return undefined;
  open.pop();
  return afterValue(open);
}

function afterValue(open: string[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma or end';
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
