import { describe, expect, it } from '@jest/globals';
import { OutgoingFault } from './fault.ts';
import { isPublicAddress } from './public-address.ts';
import { readTarget } from './target.ts';

/** Addresses that lead, or might lead some program, to where only we can get. */
const VECTORS = [
  // Loopback, private, link-local and metadata, plainly.
  'http://127.0.0.1/',
  'http://127.8.8.8/',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://100.100.100.200/latest/meta-data/',
  'http://169.254.169.254/latest/meta-data/',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
  'http://198.18.0.1/',
  'http://192.0.2.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  // The same in IPv6, and IPv4 within it.
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fe80::1%25eth0]/',
  'http://[fd00:ec2::254]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[3fff::1]/',
  'http://[5f00::1]/',
  'http://[100::1]/',
  // Odd spellings.
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://134744072/',
  'http://127.0.0.1./',
  'http://localhost./',
  'http://①②⑦.⓪.⓪.①/',
  'http://１２７.０.０.１/',
  'http://ⓛocalhost/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://hooks.example%00.evil.example/',
  // Users, ports, ends of lines and backslashes.
  'http://hooks.example@127.0.0.1/',
  'http://127.0.0.1@hooks.example/',
  'http://hooks.example:80@127.0.0.1/',
  'http://user:password@hooks.example/',
  'http://hooks.example\\@127.0.0.1/',
  'http://hooks.example#@127.0.0.1:81/ ',
  'http://hooks.example/\r\nHost: 127.0.0.1',
  'http://hooks.example\r\n.evil.example/',
  'http://hooks.example/\tx',
  ' http://hooks.example/',
  'http:hooks.example/',
  'http:///hooks.example/',
  '//hooks.example/',
  'http://hooks.example:22/',
  'http://hooks.example:6379/',
  'http://hooks.example:0/',
  'http://hooks.example:99999/',
  'http://[::1]:80/',
  'http://[::1',
  'http://a b.example/',
  'http:// /',
  '',
  // Other protocols.
  'file:///etc/passwd',
  'ftp://hooks.example/',
  'gopher://hooks.example:70/_x',
  'data:text/plain,x',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  'dict://hooks.example:11211/stat',
  'HTTPS+unix://x/',
  // Names of what is near.
  'http://localhost/',
  'http://LOCALHOST/',
  'http://x.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://router.home.arpa/',
  'http://intranet/',
  'http://db/',
];

const TAKEN = [
  'https://hooks.example/',
  'http://hooks.example',
  'https://HOOKS.example/a?b=c#d',
  'https://hooks.example:443/x',
  'https://xn--bcher-kva.example/',
  'http://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
];

const refuses = (address: string) => {
  try {
    readTarget(address);
    return false;
  } catch (error) {
    return error instanceof OutgoingFault && error.code === 'outgoing.refused';
  }
};

describe('an address that somebody gave us', () => {
  it('is refused where it leads, or may lead, inside', () => {
    const taken = VECTORS.filter((address) => !refuses(address));
    process.stdout.write(`${VECTORS.length - taken.length} of ${VECTORS.length} refused\n`);
    expect(taken).toEqual([]);
    expect(new Set(VECTORS).size).toBe(VECTORS.length);
  });

  it.each(TAKEN)('is taken where it leads outside: %s', (address) => {
    expect(readTarget(address).url.href).toBe(new URL(address).href);
  });

  it('is asked at other ports, and elsewhere, only where that was said', () => {
    expect(readTarget('https://hooks.example:8443/', { ports: [8443] }).url.port).toBe('8443');
    expect(() => readTarget('https://hooks.example/', { ports: [8443] })).toThrow('Port 443');
    const exception = (host: string) => host === '127.0.0.1';
    expect(readTarget('http://127.0.0.1:8080/', { exception }).host).toBe('127.0.0.1');
    expect(() => readTarget('http://127.0.0.2:8080/', { exception })).toThrow(OutgoingFault);
  });

  it.each(['', 'x', '127.0.0.1', 'fe80::1%eth0', '::ffff:8.8.8.8', '2001:db8::1', '999.1.1.1'])(
    'and %j is no public address',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
