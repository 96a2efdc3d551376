/** Those that call themselves by others' names as well come first. */
const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chromium', /\b(Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** What a browser says it is, in two words, for example "Firefox, Linux"; the whole where that is nothing known; null: it says nothing. */
export function browserWords(agent: string | null): string | null {
  if (agent === null || agent === '') return null;
  const nameIn = (known: readonly (readonly [string, RegExp])[]) =>
    known.find(([, pattern]) => pattern.test(agent))?.[0];
  const browser = nameIn(BROWSERS);
  if (browser === undefined) return agent;
  return [browser, nameIn(SYSTEMS)].filter(Boolean).join(', ');
}
