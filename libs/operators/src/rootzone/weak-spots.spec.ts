import { describe, expect, it } from '@jest/globals';
import type { Delegation, DelegationSigner } from './delegation.ts';
import { detailOf } from './facts.ts';
import { graphOf } from './graph.ts';
import { weakSpotsOf } from './weak-spots.ts';

const signer = (digestType: number): DelegationSigner => ({
  keyTag: 1,
  algorithm: 13,
  digestType,
  digest: 'A1',
});
const GLUE: Record<string, string[]> = {
  a: ['192.0.2.1', '2001:db8::1'],
  b: ['192.0.2.2'],
  c: ['198.51.100.1'],
  d: ['2001:db8::4'],
};
const tldOf = (nameservers: string[], ds: DelegationSigner[]) => {
  const tlds: Delegation[] = [
    { label: 'aa', nameservers, ds, ttl: { ns: 172_800, ds: null, glue: 3_600 } },
    { label: 'bb', nameservers: ['a'], ds: [] },
  ];
  const glue = new Map(Object.entries(GLUE));
  const tld = graphOf({ serial: 1, records: 0, sha256: '', rootServers: [], tlds, glue }).tlds.get('aa');
  if (tld === undefined) throw new Error('aa is gone');
  return tld;
};

describe('weak spots of a delegation', () => {
  it.each([
    ['none', ['a', 'b', 'c'], [signer(2)], []],
    ['no DS', ['a', 'b', 'c'], [], ['unsigned']],
    ['a SHA-1 digest, beside a better one too', ['a', 'b', 'c'], [signer(1), signer(2)], ['sha1_digest']],
    ['two servers', ['a', 'c'], [signer(2)], ['few_servers']],
    ['no IPv6', ['b', 'c'], [signer(2)], ['few_servers', 'no_ipv6']],
    ['one /24', ['a', 'b', 'd'], [signer(2)], ['one_network']],
    ['IPv6 alone is in no /24', ['d'], [signer(2)], ['few_servers']],
    ['all but SHA-1', ['b'], [], ['unsigned', 'few_servers', 'no_ipv6', 'one_network']],
  ])('%s', (_, servers, ds, expected) => {
    expect(weakSpotsOf(tldOf(servers, ds))).toEqual(expected);
  });

  it('stand beside its servers, who else has them, and how long caches keep it', () => {
    expect(detailOf(tldOf(['a', 'b'], [signer(2)]))).toEqual({
      servers: [
        {
          name: 'a',
          tlds: 2,
          addresses: [
            { address: '192.0.2.1', tlds: 2 },
            { address: '2001:db8::1', tlds: 2 },
          ],
        },
        { name: 'b', tlds: 1, addresses: [{ address: '192.0.2.2', tlds: 1 }] },
      ],
      ds: [signer(2)],
      ttl: { ns: 172_800, ds: null, glue: 3_600 },
    });
  });
});
