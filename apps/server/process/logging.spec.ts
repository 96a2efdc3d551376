import { describe, expect, it } from '@jest/globals';
import { pathWithoutSecrets } from './logging.ts';

const SECRET = 'aB3_'.repeat(11).slice(0, 43);

describe('a path in the log', () => {
  it.each([
    [`/ack/${SECRET}`, '/ack/[redacted]'],
    [`/api/v1/ack/${SECRET}?x=1`, '/api/v1/ack/[redacted]'],
    [`/ACK/${SECRET}`, '/ACK/[redacted]'],
    [`//ack//${SECRET}`, '//ack//[redacted]'],
    ['/ack/short', '/ack/[redacted]'],
    [`/first-lead/${SECRET}/x`, '/first-lead/[redacted]/x'],
    ['/invitation/short', '/invitation/[redacted]'],
    ['/report-proof/short', '/report-proof/[redacted]'],
    [`/%61ck/${SECRET}`, '/%61ck/[redacted]'],
    [`/api/v1/reports?token=dnsc_${SECRET}`, '/api/v1/reports'],
    [`/api/v1/session/oidc/callback?code=${SECRET}&state=SE/CRET`, '/api/v1/session/oidc/callback'],
    ['/api/v1/incidents?q=words+under+TLP%3ARED&limit=5', '/api/v1/incidents'],
    [
      '/api/v1/incidents/01890a5d-ac96-774b-bcce-b302099a8057/notes',
      '/api/v1/incidents/01890a5d-ac96-774b-bcce-b302099a8057/notes',
    ],
  ])('%s is %s', (url, shown) => {
    expect(pathWithoutSecrets(url)).toBe(shown);
  });
});
