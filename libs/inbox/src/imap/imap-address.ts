import { isIP } from 'node:net';
import { ListenerFault } from '../faults.ts';

/** A mailbox of a mail server, and how it is watched. */
export interface ImapMailbox {
  host: string;
  port: number;
  /** TLS from the first byte (`imaps:`). */
  implicitTls: boolean;
  /** Of `imap:`: STARTTLS before the password; false only where the URL says so or on loopback. */
  mustHide: boolean;
  user: string;
  password: string;
  path: string;
  /** Where mail goes once it is kept; null: it stays, and is marked as seen. */
  moveTo: string | null;
  /** ms between two looks, for servers that tell nothing by themselves. */
  every: number;
  /** Names it in rows and logs, without the password. */
  source: string;
}

const DEFAULT_SECONDS = 30;

/**
 * Reads `imaps://user:password@imap.example:993/INBOX?move=Done&every=30`; with `imap:` TLS is asked for by STARTTLS unless
 * `starttls=off` or the server is on loopback.
 * @throws ListenerFault; it never quotes the URL, which holds a password
 */
export function readImapUrl(text: string): ImapMailbox {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['imap:', 'imaps:'].includes(url.protocol) || url.hostname === '')
    throw fault('must look like imaps://user:password@host/INBOX');
  if (url.username === '' || url.password === '') throw fault('needs both a user and a password');
  for (const name of url.searchParams.keys())
    if (!['move', 'every', 'starttls'].includes(name))
      throw fault(`has the unknown option ${JSON.stringify(name.slice(0, 40))}`);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const startTls = url.searchParams.get('starttls') ?? (isLoopback(host) ? 'off' : 'required');
  if (startTls !== 'off' && startTls !== 'required') throw fault('has starttls other than required or off');
  const every = Number(url.searchParams.get('every') ?? DEFAULT_SECONDS);
  if (!(every >= 1 && every <= 3_600)) throw fault('has every other than 1 to 3600 seconds');
  const user = decoded(url.username);
  const path = decoded(url.pathname.slice(1)) || 'INBOX';
  return {
    host,
    port: url.port === '' ? (url.protocol === 'imaps:' ? 993 : 143) : Number(url.port),
    implicitTls: url.protocol === 'imaps:',
    mustHide: startTls === 'required',
    user,
    password: decoded(url.password),
    path,
    moveTo: url.searchParams.get('move'),
    every: every * 1_000,
    source: `${user}@${host}/${path}`,
  };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw fault('has a % that begins no letter');
  }
}

const fault = (what: string) => new ListenerFault(`INBOUND_IMAP_URL ${what}.`);
