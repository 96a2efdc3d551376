/** The host of an address, never its password. */
export function hostOf(address: string | undefined): string {
  return /^[^:]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(address ?? '')?.[1] ?? '?';
}
