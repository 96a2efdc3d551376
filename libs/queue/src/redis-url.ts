import type { RedisOptions } from 'ioredis';

export interface RedisTarget {
  cluster: boolean;
  nodes: { host: string; port: number }[];
  options: RedisOptions;
}

/**
 * Reads `redis://`, `rediss://`, `redis+sentinel://name@h1:p1,h2:p2` and `redis+cluster://h1:p1,h2:p2`, each with
 * `user:password@` before the hosts where wanted (for Sentinel `password@` goes into `?password=`), and `/db`.
 * @throws TypeError when it is none of these
 */
export function readRedisUrl(text: string): RedisTarget {
  const parts =
    /^(redis|rediss|redis\+sentinel|redis\+cluster):\/\/(?:([^@/]*)@)?([^/?]+)(?:\/(\d+))?(?:\?(.*))?$/.exec(
      text,
    );
  if (parts === null) throw new TypeError('REDIS_URL is not an address of Redis');
  const [, scheme, login = '', hosts = '', db, query] = parts;
  const nodes = hosts.split(',').map((host) => readHost(host, scheme === 'redis+sentinel' ? 26_379 : 6_379));
  const database = db === undefined ? {} : { db: Number(db) };
  if (scheme === 'redis+sentinel') {
    const password = new URLSearchParams(query).get('password');
    return {
      cluster: false,
      nodes,
      options: {
        sentinels: nodes,
        name: decodeURIComponent(login),
        ...(password === null ? {} : { password }),
        ...database,
      },
    };
  }
  const [username = '', password = ''] = login.split(':').map(decodeURIComponent);
  const options: RedisOptions = {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(scheme === 'rediss' ? { tls: {} } : {}),
  };
  if (scheme === 'redis+cluster') return { cluster: true, nodes, options };
  return { cluster: false, nodes, options: { ...options, ...nodes[0], ...database } };
}

function readHost(text: string, usualPort: number): { host: string; port: number } {
  const parts = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text);
  if (parts === null) throw new TypeError('REDIS_URL names a host that cannot be read');
  return { host: (parts[1] ?? '').replace(/^\[|\]$/g, ''), port: Number(parts[2] ?? usualPort) };
}
