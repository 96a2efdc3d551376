import { describe, expect, it } from '@jest/globals';
import { addressedTo } from './addressed.ts';

const own = { domain: 'dns-cert.example', from: 'cert@dns-cert.example' };

describe('addresses of ours', () => {
  it.each([
    ['report@dns-cert.example', { mailbox: 'report', token: null }],
    ['REPORT@DNS-CERT.example', { mailbox: 'report', token: null }],
    ['cert@dns-cert.example', { mailbox: 'desk', token: null }],
    ['reply+a1B2@dns-cert.example', { mailbox: 'reply', token: 'a1b2' }],
    ['list+dns-news@dns-cert.example', { mailbox: 'list', token: 'dns-news' }],
    ['Bounce+a1@dns-cert.example', { mailbox: 'bounce', token: 'a1' }],
  ])('%s', (address, expected) => expect(addressedTo(address, own)).toEqual(expected));

  it.each([
    'reply@dns-cert.example',
    'bounce+@dns-cert.example',
    'reply+a b@dns-cert.example',
    'report@dns-cert.example.other.example',
    'report@other.example',
    'report%other.example@dns-cert.example',
    'root@dns-cert.example',
    '',
  ])('and %s is none', (address) => expect(addressedTo(address, own)).toBeNull());
});
