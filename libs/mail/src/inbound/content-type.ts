/** A value with parameters, as in Content-Type and Content-Disposition (RFC 2045 section 5.1). */
export interface Parameters {
  /** Lower case; empty where there is none. */
  value: string;
  parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g;

export function readParameters(text: string | null): Parameters {
  const whole = (text ?? '').slice(0, 8_192);
  const [value = ''] = whole.split(/[;\s]/, 1);
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of whole.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    // The first counts: who repeats one wants two readers to see two things.
    if (!parameters.has(key))
      parameters.set(key, quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
  }
  return { value: value.toLowerCase(), parameters: joined(parameters) };
}

/** Puts the pieces of RFC 2231 together: `name*0*=utf-8''a; name*1=b`. */
function joined(parameters: Map<string, string>): Map<string, string> {
  const whole = new Map<string, string>();
  const pieces = new Map<string, { order: number; encoded: boolean; text: string }[]>();
  for (const [key, text] of parameters) {
    const found = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(key);
    if (found === null) {
      whole.set(key, text);
      continue;
    }
    const [, name = '', order, star] = found;
    const piece = { order: Number(order ?? 0), encoded: order === undefined || star !== undefined, text };
    pieces.set(name, [...(pieces.get(name) ?? []), piece]);
  }
  for (const [name, own] of pieces) {
    const text = own
      .sort((a, b) => a.order - b.order)
      .map(({ encoded, text }, index) => (encoded ? percentDecoded(text, index === 0) : text))
      .join('');
    if (!whole.has(name)) whole.set(name, text);
  }
  return whole;
}

function percentDecoded(text: string, isFirst: boolean): string {
  const bare = isFirst ? text.replace(/^[^']*'[^']*'/, '') : text;
  const bytes = bare.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
