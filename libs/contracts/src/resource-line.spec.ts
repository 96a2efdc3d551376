import { describe, expect, it } from '@jest/globals';
import { resourceOfLine, resourcesOfLines } from './resource-line.ts';

const LINES: [string, string, string][] = [
  ['.nz', 'tld', '.nz'],
  ['nz', 'tld', 'nz'],
  ['рф', 'tld', 'рф'],
  ['.', 'tld', '.'],
  ['tld nz', 'tld', 'nz'],
  ['TLD: nz', 'tld', 'nz'],
  ['ns1.dns.net.nz', 'nameserver', 'ns1.dns.net.nz'],
  ['a.ns.example', 'nameserver', 'a.ns.example'],
  ['a.nic.fr', 'domain', 'a.nic.fr'],
  ['nameserver a.nic.fr', 'nameserver', 'a.nic.fr'],
  ['example.co.nz', 'domain', 'example.co.nz'],
  ['192.0.2.1', 'ip', '192.0.2.1'],
  ['2001:db8::53', 'ip', '2001:db8::53'],
  ['192.0.2.0/24', 'prefix', '192.0.2.0/24'],
  ['2001:db8::/48', 'prefix', '2001:db8::/48'],
  ['AS64496', 'asn', 'AS64496'],
  ['64496', 'other', '64496'],
  ['asn 64496', 'asn', '64496'],
  [
    '20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D',
    'ds',
    '20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D',
  ],
  ['https://phish.example/login', 'url', 'https://phish.example/login'],
  ['all our servers', 'other', 'all our servers'],
  ['999.1.1.1', 'domain', '999.1.1.1'],
  ['tld', 'tld', 'tld'],
  ['  other  the box in the cellar ', 'other', 'the box in the cellar'],
];

describe('a line of a form', () => {
  it.each(LINES)('"%s" is %s %s', (line, type, value) => {
    expect(resourceOfLine(line)).toEqual({ type, value });
  });

  it('is one resource, and an empty one none', () => {
    expect(resourcesOfLines('.nz\r\n\r\n  \n192.0.2.1\n')).toEqual([
      { type: 'tld', value: '.nz' },
      { type: 'ip', value: '192.0.2.1' },
    ]);
  });
});
