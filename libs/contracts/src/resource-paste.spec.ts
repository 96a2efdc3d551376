import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resourcesOfPaste } from './resource-paste.ts';

const shown = (text: string) =>
  resourcesOfPaste(text).map(({ type, value, fault }) => [type, value, ...(fault === null ? [] : [fault])]);

describe('what is pasted', () => {
  it('is taken apart by lines, commas and semicolons, and in rows of things', () => {
    expect(shown('.nz, ns1.dns.net.nz;192.0.2.1\nAS64496 2001:db8::53 a.nic.fr\n\n')).toEqual([
      ['tld', '.nz'],
      ['nameserver', 'ns1.dns.net.nz'],
      ['ip', '192.0.2.1'],
      ['asn', 'AS64496'],
      ['ip', '2001:db8::53'],
      ['domain', 'a.nic.fr'],
    ]);
  });

  it('stays whole where it is a sentence, a DS record or a type with its value', () => {
    const ds = '20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D';
    expect(shown(`all our servers are down\n${ds}\ntld nz`)).toEqual([
      ['other', 'all our servers are down'],
      ['ds', ds],
      ['tld', 'nz'],
    ]);
  });

  it('is read as it was meant where it was written so that nothing opens', () => {
    expect(shown('hxxps://phish[.]example/login\n192[.]0[.]2[.]1\nns1(dot)a[.]example')).toEqual([
      ['url', 'https://phish.example/login'],
      ['ip', '192.0.2.1'],
      ['nameserver', 'ns1.a.example'],
    ]);
  });

  it('is kept with its fault, once', () => {
    expect(shown('999.1.1.1\nip 192.0.2.300\n192.0.2.1\n192.0.2.1')).toEqual([
      ['ip', '999.1.1.1', 'must be an IPv4 or IPv6 address'],
      ['ip', '192.0.2.300', 'must be an IPv4 or IPv6 address'],
      ['ip', '192.0.2.1'],
    ]);
    expect(shown('x'.repeat(501))[0]?.[2]).toMatch(/500/);
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9.:/-]{1,20}$/), { maxLength: 12 }), (words) => {
        const kept = resourcesOfPaste(words.join('\n')).map(({ value }) => value.toLowerCase());
        for (const word of words) expect(kept).toContain(word);
      }),
    );
  });
});
