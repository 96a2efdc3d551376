import { createServer } from 'node:net';

/** A port of loopback that nobody listens on just now. */
export const freePort = (): Promise<number> => opened(0);

/** Does nobody listen there just now? */
export const isFree = (port: number): Promise<boolean> =>
  opened(port).then(
    () => true,
    () => false,
  );

async function opened(port: number): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
