import { describe, expect, it } from '@jest/globals';
import { isAboutTheAddress } from './bounce.ts';

describe('a refusal', () => {
  it.each([
    ['rcpt', '5.1.1', true],
    ['rcpt', '5.2.1', true],
    // What a large provider says of an unknown recipient.
    ['rcpt', '5.4.1', true],
    ['rcpt', undefined, true],
    ['rcpt', '5.7.1', false],
    ['rcpt', '5.7.606', false],
    ['data', '5.2.2', true],
    ['data', '5.6.0', false],
    ['data', '5.3.4', false],
    ['data', '5.7.26', false],
    ['data', undefined, false],
    ['mail', '5.3.4', false],
  ] as const)('at %s with %s marks the contact: %s', (stage, enhanced, marks) => {
    expect(isAboutTheAddress({ stage, ...(enhanced === undefined ? {} : { enhanced }) })).toBe(marks);
  });
});
