export interface SignedParts {
  header: string;
  boundary: string;
  parts: string[];
  /** The exact bytes (as latin1) that the signature covers. */
  part: string;
  signature: string;
}

/** Takes a multipart/signed mail apart by RFC 2046 section 5.1.1, without help of the code that made it. */
export function openParts(raw: string): SignedParts {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.slice(0, end);
  const boundary = /boundary="([^"]+)"/.exec(header)?.[1] ?? '';
  const body = `\r\n${raw.slice(end + 4)}`.split(`\r\n--${boundary}--`)[0] ?? '';
  const parts = body.split(`\r\n--${boundary}\r\n`).slice(1);
  const second = parts[1] ?? '';
  return {
    header,
    boundary,
    parts,
    part: parts[0] ?? '',
    signature: second.slice(second.indexOf('\r\n\r\n') + 4),
  };
}
