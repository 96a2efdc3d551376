import { parentPort, workerData } from 'node:worker_threads';
import { openEarlierKeys } from '../earlier-keys.ts';
import { loadOrMakeSigningKey } from '../signing-key-files.ts';
import type { SigningKeyFiles } from '../signing-key-files.ts';
import { ReadingLimitExceeded } from './limits.ts';
import type { OwnKeys } from './own-keys.ts';
import { readMail } from './read-mail.ts';
import type { Heard, Told } from './reading-order.ts';
import type { KeyLookUp, KnownKey } from './verdicts.ts';

/** The thread that reads foreign mail: whatever a mail does to it, the service goes on. It opens our keys for itself. */
const opened = openOwnKeys(workerData as SigningKeyFiles);
const tell = (heard: Heard): void => {
  // Files go over as they are: a copy of all of them would be one too many.
  const files = 'reading' in heard ? heard.reading.contents.map(({ bytes }) => bytes.buffer) : [];
  parentPort?.postMessage(heard, files);
};
const questions = new Map<number, (keys: KnownKey[]) => void>();
let lastQuestion = 0;

opened.catch((error: unknown) => tell({ id: null, fault: messageOf(error) }));

async function openOwnKeys(files: SigningKeyFiles): Promise<OwnKeys> {
  const key = await loadOrMakeSigningKey(files);
  return [key.toOpenMail(), ...(await openEarlierKeys(files))];
}

/** Asks who started us, for only they know the directory. */
const lookUpFor =
  (id: number): KeyLookUp =>
  async (asked) =>
    new Promise((resolve) => {
      lastQuestion += 1;
      questions.set(lastQuestion, resolve);
      tell({ id, question: lastQuestion, asked });
    });

async function read({ id, raw, envelopeFrom, now }: Extract<Told, { raw: Uint8Array }>): Promise<Heard> {
  try {
    const own = await opened;
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    return { id, reading: await readMail(bytes, { own, lookUp: lookUpFor(id), now, envelopeFrom }) };
  } catch (error) {
    if (error instanceof ReadingLimitExceeded) return { id, limit: error.limit, evidence: error.message };
    return { id, fault: messageOf(error) };
  }
}

parentPort?.on('message', (told: Told) => {
  if ('raw' in told) {
    void read(told).then(tell);
    return;
  }
  questions.get(told.question)?.(told.keys);
  questions.delete(told.question);
});

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
