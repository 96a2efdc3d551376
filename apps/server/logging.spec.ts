import { describe, expect, it } from '@jest/globals';
import { pathWithoutSecrets } from './logging.ts';

describe('what the log tells of an address', () => {
  it.each([
    ['/ack/SECRET', '/ack/[redacted]'],
    ['/first-lead/SECRET?x=1', '/first-lead/[redacted]?x=1'],
    ['/api/v1/session/oidc/callback?code=SE/CRET&state=SECRET', '/api/v1/session/oidc/callback?[redacted]'],
    ['/api/v1/session/oidc/callback/?code=SECRET', '/api/v1/session/oidc/callback/?[redacted]'],
    ['/api/v1/incidents?q=dns', '/api/v1/incidents?q=dns'],
  ])('%s is %s', (address, told) => {
    expect(pathWithoutSecrets(address)).toBe(told);
  });
});
