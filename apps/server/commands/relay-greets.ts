import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Connects to the relay and reads its greeting; says nothing to it but QUIT. */
export async function relayGreets(address: string, limit: number): Promise<{ ok: boolean; text: string }> {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port || (secure ? 465 : 25));
  const where = `relay ${url.hostname}:${port}`;
  return new Promise((give) => {
    const target = { host: url.hostname.replace(/^\[|\]$/g, ''), port };
    const socket = secure ? connectTls({ ...target, servername: url.hostname }) : connect(target);
    const end = (ok: boolean, text: string) => {
      socket.destroy();
      give({ ok, text });
    };
    socket.setTimeout(limit, () => end(false, `${where} said nothing within ${limit / 1_000} s`));
    socket.once('error', (error: Error) => end(false, `${where}: ${error.message}`));
    socket.once('data', (greeting: Buffer) => {
      const line =
        greeting
          .toString('latin1')
          .split('\r\n')[0]
          ?.replace(/[^\x20-\x7e]/g, '?')
          .slice(0, 200) ?? '';
      socket.write('QUIT\r\n');
      end(line.startsWith('220'), `${where} greets: ${line}`);
    });
  });
}
