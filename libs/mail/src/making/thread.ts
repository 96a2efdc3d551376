import { parentPort, workerData } from 'node:worker_threads';
import { openDkimSigner } from '../dkim-file.ts';
import { loadOrMakeSigningKey } from '../signing-key-files.ts';
import { make } from './make.ts';
import type { Answer, Numbered, ThreadFiles } from './order.ts';
import { tellFault } from './told-fault.ts';

/** The thread that holds our key: it opens the files itself, that of DKIM too, and nothing secret crosses to the others. */
const { signing, dkim } = workerData as ThreadFiles;
const opened = Promise.all([loadOrMakeSigningKey(signing), dkim === null ? null : openDkimSigner(dkim)]);
const answer = (told: Answer): void => parentPort?.postMessage(told);

opened.catch((error: unknown) => answer({ id: null, fault: tellFault(error) }));

parentPort?.on('message', ({ id, order }: Numbered) => {
  opened
    .then(async ([key, signer]) => make(order, key, signer))
    .then(
      (made) => answer({ id, made }),
      (error: unknown) => answer({ id, fault: tellFault(error) }),
    );
});
