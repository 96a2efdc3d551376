import type { Page } from 'playwright-core';

/** What the browser fetches before anything can be read; answers of the API are counted beside. */
const CODE = ['Document', 'Script', 'Stylesheet'];

export interface Fetched {
  kind: string;
  /** Over the line, as it was compressed; headers apart. */
  bytes: number;
  header: number;
}

export const isCode = ({ kind }: Fetched): boolean => CODE.includes(kind);
export const bytesOf = (fetched: Fetched[]): number => fetched.reduce((sum, { bytes }) => sum + bytes, 0);

/** Notes what comes over the line from now on; what a cache of the browser gives costs nothing. */
export async function listen(page: Page): Promise<Fetched[]> {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, Fetched>();
  const [cached, fetched] = [new Set<string>(), [] as Fetched[]];
  session.on('Network.requestServedFromCache', ({ requestId }) => void cached.add(requestId));
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.fromDiskCache !== true && !cached.has(requestId))
      kinds.set(requestId, { kind: type, bytes: 0, header: response.encodedDataLength });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = kinds.get(requestId);
    if (one !== undefined) fetched.push({ ...one, bytes: Math.max(0, encodedDataLength - one.header) });
  });
  await session.send('Network.enable');
  return fetched;
}
