/** RFC 2045 section 6.7: at most 76 characters on an encoded line, a soft break's `=` included. */
const LINE_LIMIT = 76;

/** A line that is its own encoding: short, no `=`, no blank at its end and nothing that a relay might touch at its start. */
const PLAIN = /^(?!From |\.)(?:[\t\x20-\x3c\x3e-\x7e]{0,75}[\x21-\x3c\x3e-\x7e])?$/;

/** Text with LF line ends as quoted-printable UTF-8 with CRLF. No line starts with `From ` or a dot, none ends with a blank. */
export function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => (PLAIN.test(line) ? line : encodeLine(line)))
    .join('\r\n');
}

function encodeLine(line: string): string {
  const letters = Array.from(line);
  const lines: string[] = [];
  let current = '';
  letters.forEach((letter, index) => {
    const isLast = index === letters.length - 1;
    let unit = encodeLetter(letter, isLast);
    if (current.length + unit.length > (isLast ? LINE_LIMIT : LINE_LIMIT - 1)) {
      lines.push(`${current}=`);
      current = '';
    }
    if (current === '') unit = guardLineStart(unit, letters, index);
    current += unit;
  });
  return [...lines, current].join('\r\n');
}

function encodeLetter(letter: string, isLast: boolean): string {
  const isBlank = letter === ' ' || letter === '\t';
  if (isBlank ? !isLast : /^[\x21-\x3c\x3e-\x7e]$/.test(letter)) return letter;
  return escapeBytes(letter);
}

/**
 * Some relays turn `From ` at the start of a line into `>From ` (RFC 3156 section 3), and a lost dot-stuffing would eat a
 * dot there: either breaks the signature. Soft breaks make such starts too, so this looks at encoded lines.
 */
function guardLineStart(unit: string, letters: readonly string[], index: number): string {
  const startsFrom = unit === 'F' && letters.slice(index, index + 5).join('') === 'From ';
  return unit === '.' || startsFrom ? escapeBytes(unit) : unit;
}

function escapeBytes(text: string): string {
  return Array.from(
    Buffer.from(text, 'utf8'),
    (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
