/** Characters. */
const MOST = 200;
/** Of an ending that stays when a name is cut. */
const MOST_OF_ENDING = 12;

// Control characters, separators of lines, and what turns the direction of text: "exe.fdp" must not look like "pdf.exe".
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What somebody called a file, fit to be shown: one line, no path, at most 200 characters; `unnamed` when nothing is left. */
export function cleanFileName(given: string): string {
  const [last = ''] = given.toWellFormed().normalize('NFC').split(/[/\\]/).slice(-1);
  const name = last
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return name === '' ? 'unnamed' : cut(name);
}

function cut(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MOST) return name;
  const dot = characters.lastIndexOf('.');
  const ending = dot > 0 && characters.length - dot <= MOST_OF_ENDING ? characters.slice(dot) : [];
  return [...characters.slice(0, MOST - ending.length), ...ending].join('').trimEnd();
}
