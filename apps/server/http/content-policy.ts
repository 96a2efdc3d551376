/** Our own files alone. Swagger UI draws its icons from data: addresses and sets styles from script. */
export const CONTENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** The same as a header's text, for a page that needs something else. */
export const policyOf = (own: Record<string, string[]>): string =>
  Object.entries({ ...CONTENT_POLICY, ...own })
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');

/** For a page whose own style elements carry `nonce`. */
export const policyWithStyles = (nonce: string): string =>
  policyOf({ 'style-src': ["'self'", `'nonce-${nonce}'`] });
