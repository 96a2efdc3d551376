import { parentPort, workerData } from 'node:worker_threads';
import { openDkimSigner } from '../dkim-file.ts';
import { loadOrMakeSigningKey } from '../signing-key-files.ts';
import { make } from './make.ts';
import type { Tools } from './make.ts';
import { OneSignature } from './one-signature.ts';
import type { Answer, Numbered, ThreadFiles } from './order.ts';
import { tellFault } from './told-fault.ts';

/** The thread that holds our key: it opens the files itself, that of DKIM too, and nothing secret crosses to the others. */
const { signing, dkim } = workerData as ThreadFiles;
const opened = open();
const answer = (told: Answer): void => parentPort?.postMessage(told);

async function open(): Promise<Tools> {
  const [key, signer] = await Promise.all([
    loadOrMakeSigningKey(signing),
    dkim === null ? null : openDkimSigner(dkim),
  ]);
  return { key, signer: new OneSignature(key), dkim: signer };
}

opened.catch((error: unknown) => answer({ id: null, fault: tellFault(error) }));

parentPort?.on('message', ({ id, order }: Numbered) => {
  opened
    .then(async (tools) => make(order, tools))
    .then(
      (made) => answer({ id, made }),
      (error: unknown) => answer({ id, fault: tellFault(error) }),
    );
});
