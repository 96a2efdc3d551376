import { describe, expect, it } from '@jest/globals';
import { readRedisUrl } from './redis-url.ts';

describe('the address of Redis', () => {
  it.each([
    ['redis://h', { cluster: false, nodes: [{ host: 'h', port: 6379 }], options: { host: 'h', port: 6379 } }],
    [
      'redis://me:p%40ss@h:7000/3',
      {
        cluster: false,
        nodes: [{ host: 'h', port: 7000 }],
        options: { username: 'me', password: 'p@ss', host: 'h', port: 7000, db: 3 },
      },
    ],
    [
      'rediss://:secret@[2001:db8::1]:6380',
      {
        cluster: false,
        nodes: [{ host: '2001:db8::1', port: 6380 }],
        options: { password: 'secret', tls: {}, host: '2001:db8::1', port: 6380 },
      },
    ],
    [
      'redis+sentinel://main@s1:26380,s2/2?password=p%26w',
      {
        cluster: false,
        nodes: [
          { host: 's1', port: 26380 },
          { host: 's2', port: 26379 },
        ],
        options: {
          sentinels: [
            { host: 's1', port: 26380 },
            { host: 's2', port: 26379 },
          ],
          name: 'main',
          password: 'p&w',
          db: 2,
        },
      },
    ],
    [
      'redis+cluster://me:pw@c1,c2:7001',
      {
        cluster: true,
        nodes: [
          { host: 'c1', port: 6379 },
          { host: 'c2', port: 7001 },
        ],
        options: { username: 'me', password: 'pw' },
      },
    ],
  ])('reads %s', (text, target) => {
    expect(readRedisUrl(text)).toEqual(target);
  });

  it.each(['http://h', 'redis://', 'redis://h:port', 'redis://a:b:c', 'redis://h/db', ''])(
    'refuses %j',
    (text) => {
      expect(() => readRedisUrl(text)).toThrow(TypeError);
    },
  );

  it('quotes no password in what it says', () => {
    expect(() => readRedisUrl('redis://me:hunter2@h:x')).toThrow(/^(?!.*hunter2)/);
  });
});
