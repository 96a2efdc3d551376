import { parentPort, workerData } from 'node:worker_threads';
import { loadOrMakeSigningKey } from '../signing-key-files.ts';
import type { SigningKeyFiles } from '../signing-key-files.ts';
import { make } from './make.ts';
import type { Answer, Numbered } from './order.ts';
import { tellFault } from './told-fault.ts';

/** The thread that holds our key: it opens the files itself, and nothing secret crosses to the others. */
const files = workerData as SigningKeyFiles;
const opened = loadOrMakeSigningKey(files);
const answer = (told: Answer): void => parentPort?.postMessage(told);

opened.catch((error: unknown) => answer({ id: null, fault: tellFault(error) }));

parentPort?.on('message', ({ id, order }: Numbered) => {
  opened
    .then(async (key) => make(order, key))
    .then(
      (made) => answer({ id, made }),
      (error: unknown) => answer({ id, fault: tellFault(error) }),
    );
});
