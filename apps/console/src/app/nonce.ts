/** What lets our own style elements through the page's policy; the server writes it into each page anew. */
export const nonceOfPage = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
