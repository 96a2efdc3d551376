/** Where somebody begins who came from nowhere. */
const HOME = '/console';
/** Pages that one can be sent on to after signing in; below them too. */
const PLACES = ['/console', '/queues', '/api/docs'];

/**
 * Where a browser goes once its person has signed in: what was asked for where that is a page of ours, else the console.
 * Never another site, however the address is written.
 */
export function nextPath(asked: unknown): string {
  // A backslash is a slash to browsers, and what is not visible ASCII is dropped by some of them before they look.
  if (typeof asked !== 'string' || !/^\/[\x21-\x5b\x5d-\x7e]{0,1000}$/.test(asked)) return HOME;
  const url = URL.parse(asked, 'http://here.invalid');
  if (url?.host !== 'here.invalid') return HOME;
  const { pathname, search, hash } = url;
  const isOurs = PLACES.some((place) => pathname === place || pathname.startsWith(`${place}/`));
  return isOurs ? `${pathname}${search}${hash}` : HOME;
}
