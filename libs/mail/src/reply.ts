/** Stored and shown to people: longer words of the other side are cut. */
const REPLY_LIMIT = 500;

export interface Reply {
  response: string;
  code?: number;
  enhanced?: string;
}

/** What the other side said, fit to be stored and shown: one well-formed line of at most 500 characters, no control characters. */
export function cleanReply(text: string): string {
  const line = text
    // A hostile reply may be a mebibyte; what is beyond this is never shown.
    .slice(0, REPLY_LIMIT * 16)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .trim();
  return line.length <= REPLY_LIMIT ? line : `${line.slice(0, REPLY_LIMIT - 1).trimEnd()}…`.toWellFormed();
}

/** Reads a reply of RFC 5321 section 4.2, with the enhanced code of RFC 3463 where there is one. */
export function readReply(text: string): Reply {
  const found = /^([2-5]\d\d)(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$))?/.exec(text);
  return {
    response: cleanReply(text),
    ...(found && { code: Number(found[1]) }),
    ...(found?.[2] !== undefined && { enhanced: found[2] }),
  };
}
