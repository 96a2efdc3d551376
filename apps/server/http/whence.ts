import type { Request } from 'express';
import type { Whence } from '#libs/access';

/** Where a request came from, by what the proxy on loopback or the socket says. */
export const whenceOf = (request: Request): Whence => ({
  address: request.ip,
  agent: request.headers['user-agent'],
});
