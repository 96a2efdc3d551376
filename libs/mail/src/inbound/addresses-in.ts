import { READING_LIMITS, ReadingLimitExceeded } from './limits.ts';

/** The addr-specs of a list of addresses (RFC 5322 section 3.4), lower case. @throws ReadingLimitExceeded */
export function addressesIn(values: readonly string[]): string[] {
  const found: string[] = [];
  for (const value of values) {
    for (const piece of piecesOf(value)) {
      if (found.length >= READING_LIMITS.addresses)
        throw new ReadingLimitExceeded(
          'addresses',
          `It names more than ${READING_LIMITS.addresses} addresses.`,
        );
      const address = addressIn(piece);
      if (address !== null) found.push(address);
    }
  }
  return found;
}

/** Split at commas and semicolons that stand in no quotes, comments or angle brackets; those and comments are left out. */
function* piecesOf(value: string): Generator<string> {
  let piece = '';
  let isQuoted = false;
  let comments = 0;
  for (let index = 0; index < value.length; index += 1) {
    const letter = value[index] ?? '';
    if (letter === '\\') {
      index += 1;
      continue;
    }
    if (comments === 0 && letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === '(') comments += 1;
    else if (!isQuoted && letter === ')') comments = Math.max(0, comments - 1);
    else if (isQuoted || comments > 0) continue;
    else if (letter === ',' || letter === ';') {
      yield piece;
      piece = '';
    } else piece += letter;
  }
  yield piece;
}

function addressIn(piece: string): string | null {
  const angled = /<([^<>]*)>/.exec(piece)?.[1];
  const address = (angled ?? piece.replace(/^[^:]*:/, '')).trim().toLowerCase();
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.test(address) ? address : null;
}
