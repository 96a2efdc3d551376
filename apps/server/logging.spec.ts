import { expect, it } from '@jest/globals';
import { pathWithoutSecrets } from './logging.ts';

it.each([
  ['/ack/s3cret', '/ack/[redacted]'],
  ['/ack/s3cret?x=1', '/ack/[redacted]'],
  ['/api/v1/ack/s3cret', '/api/v1/ack/[redacted]'],
  ['/first-lead/s3cret', '/first-lead/[redacted]'],
  ['/api/v1/incidents?q=words+under+TLP%3ARED&limit=5', '/api/v1/incidents'],
  ['/api/v1/incidents/x/timeline', '/api/v1/incidents/x/timeline'],
])('of %s a log line holds %s', (url, logged) => {
  expect(pathWithoutSecrets(url)).toBe(logged);
});
