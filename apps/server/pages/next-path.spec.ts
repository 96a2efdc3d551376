import { describe, expect, it } from '@jest/globals';
import { nextPath } from './next-path.ts';

describe('after signing in one goes', () => {
  it.each([
    '/console',
    '/console/incidents/1?tab=notes#last',
    '/console/account',
    '/queues',
    '/api/docs',
    '/console/a%20b',
  ])('where one came from: %s', (path) => expect(nextPath(path)).toBe(path));

  it.each([
    undefined,
    ['/console', '/console'],
    '',
    'console',
    '//evil.example/console',
    '/\\evil.example/console',
    '/console\\..\\..\\evil',
    '\t//evil.example',
    '/\t/evil.example',
    'https://evil.example/console',
    'javascript:alert(1)',
    '/api/v1/session/oidc',
    '/consoles',
    '/console/../sign-in',
    '/console/%2e%2e/sign-in',
    '/.//evil.example',
    `/console/${'x'.repeat(2_000)}`,
    '/console/é',
  ])('to the console, not to %j', (asked) => expect(nextPath(asked)).toBe('/console'));
});
