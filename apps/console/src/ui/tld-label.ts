/** The A-label of what somebody typed for a TLD: lower case, no dots around it. What cannot be one stays as it was typed. */
export function tldLabel(typed: string): string {
  const bare = typed.trim().replace(/^\.+|\.+$/g, '');
  // What an address would take for something else than its host.
  if (/[@:/?#\\]/.test(bare)) return bare;
  try {
    // The browser knows IDNA.
    const { hostname } = new URL(`http://${bare}.example/`);
    return hostname.endsWith('.example') ? hostname.slice(0, -'.example'.length) : bare;
  } catch {
    return bare;
  }
}
