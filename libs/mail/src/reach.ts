import { connect, isIPv6 } from 'node:net';
import type { LookupFunction, Socket } from 'node:net';
import type { Whereabouts } from './whereabouts.ts';

export interface Target {
  host: string;
  port: number;
  /** In all. */
  withinMs: number;
}

export interface Reached {
  socket: Socket;
  /** Null: the host's name led there this moment. */
  pinnedAt: Date | null;
}

/** Opens a connection to whichever of the host's addresses answers first. @throws Error when none may be or can be reached */
export async function reach(
  target: Target,
  whereabouts: Whereabouts,
  mayReach: (address: string) => boolean,
): Promise<Reached> {
  const { what, pinnedAt } = await whereabouts.addressesOf(target.host);
  const addresses = what.filter(mayReach);
  if (addresses.length === 0) throw new Error(`${target.host} has no address on the public Internet`);
  return { socket: await opened(target, addresses), pinnedAt };
}

function opened({ host, port, withinMs }: Target, addresses: string[]): Promise<Socket> {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const known: LookupFunction = (_host, { all: wantsAll }, answer) => {
    if (wantsAll === true) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family);
  };
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      lookup: known,
      autoSelectFamily: true,
      // A slow one gets its share of the time, not the quarter second that is meant for a family that does not work.
      autoSelectFamilyAttemptTimeout: Math.max(10, Math.floor(withinMs / addresses.length)),
    });
    const impatience = setTimeout(() => socket.destroy(new Error('No connection in time')), withinMs);
    socket.once('connect', () => {
      clearTimeout(impatience);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(impatience);
      // Of several failures the sum has no words of its own.
      const words = error.message === '' ? 'None of its addresses answers' : error.message;
      reject(Object.assign(new Error(words), { code: error.code }));
    });
  });
}
