/** Nothing we take is nested deeper; what is refuses the schema. */
const MOST_LEVELS = 50;

/** An object or array that is being read: where in it we are, and an object's names so far. */
interface Level {
  names: Set<string> | null;
  at: string | number;
  isNameDue: boolean;
}

/**
 * Paths of names that stand twice in one object of a text that `JSON.parse` takes. Programs differ in which of the two
 * counts (RFC 8259 section 4), so such a text says two things at once.
 */
export function repeatedNames(text: string): string[][] {
  const repeated: string[][] = [];
  const levels: Level[] = [];
  for (let at = 0; at < text.length && levels.length <= MOST_LEVELS; at += 1) {
    const top = levels.at(-1);
    const character = text[at];
    if (character === '{') levels.push({ names: new Set(), at: '', isNameDue: true });
    else if (character === '[') levels.push({ names: null, at: 0, isNameDue: false });
    else if (character === '}' || character === ']') levels.pop();
    else if (character === ',') toNext(top);
    else if (character === '"') {
      const end = endOfString(text, at);
      if (top?.isNameDue === true && isSecond(top, JSON.parse(text.slice(at, end)) as string))
        repeated.push(levels.map((level) => String(level.at)));
      at = end - 1;
    }
  }
  return repeated;
}

function toNext(level: Level | undefined): void {
  if (level === undefined) return;
  if (typeof level.at === 'number') level.at += 1;
  else level.isNameDue = true;
}

/** Takes the name that has come. */
function isSecond(level: Level, name: string): boolean {
  level.at = name;
  level.isNameDue = false;
  const isKnown = level.names?.has(name) === true;
  level.names?.add(name);
  return isKnown;
}

/** Behind the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
}
