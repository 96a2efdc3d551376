import { expect, it } from '@jest/globals';
import { webKeyHash } from './web-key.ts';

it('an address has the hash of the draft, whatever its case', () => {
  // The example of the draft itself.
  expect(webKeyHash('Joe.Doe@Example.ORG')).toBe('iy9q119eutrkn8s1mk4r39qejnbu3n5q');
  expect(webKeyHash('joe.doe@example.org')).toBe('iy9q119eutrkn8s1mk4r39qejnbu3n5q');
  expect(webKeyHash('cert@cert.example')).toMatch(/^[ybndrfg8ejkmcpqxot1uwisza345h769]{32}$/);
});
