/** Bytes as text, by the name of their charset; what no charset explains is shown with replacement characters. */
export function decodeCharset(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(ALIASES[charset?.toLowerCase() ?? ''] ?? charset ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

/** Names that mailers use and the Encoding Standard does not know. */
const ALIASES: Record<string, string> = {
  'x-gbk': 'gbk',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  ansi_x3: 'us-ascii',
  jis: 'iso-2022-jp',
};

const WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]*)\?=/gi;

/** Header text with its encoded words (RFC 2047) read; a letter split between two words of one charset comes together. */
export function decodeWords(raw: string): string {
  const joined = raw
    .slice(0, 65_536)
    .replace(/(\?=)\s+(?==\?[^?\s]{1,40}\?[bq]\?)/gi, '$1')
    .replace(/(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=)+/gi, decodeRun);
  return /[\x80-\xff]/.test(raw) && joined === raw
    ? decodeCharset(Buffer.from(raw, 'latin1'), 'utf-8')
    : joined;
}

function decodeRun(run: string): string {
  const pieces: { charset: string; bytes: Buffer }[] = [];
  for (const [, name = '', encoding = '', content = ''] of run.matchAll(WORD)) {
    const [charset = ''] = name.toLowerCase().split('*');
    const bytes =
      encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content.replaceAll('_', ' '));
    const last = pieces.at(-1);
    if (last?.charset === charset) last.bytes = Buffer.concat([last.bytes, bytes]);
    else pieces.push({ charset, bytes });
  }
  return pieces.map(({ charset, bytes }) => decodeCharset(bytes, charset)).join('');
}

/** Quoted-printable bytes, given and returned as they are but for `=XX` and soft line ends. */
export function decodeQ(text: string): Buffer {
  // Line by line, for a pattern over the whole looks at a long run of blanks again from each of them.
  const plain = text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/=\n/g, '')
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
