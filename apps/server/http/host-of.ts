/** The host of an address, never its password. */
export function hostOf(address: string | undefined): string {
  return /^[^:]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(address ?? '')?.[1] ?? '?';
}

/** Who takes our mail, in words. @param url of SMTP_URL */
export const takerOf = (url: string): string =>
  url.startsWith('mx:') ? "the recipients' own servers" : `relay ${hostOf(url)}`;
