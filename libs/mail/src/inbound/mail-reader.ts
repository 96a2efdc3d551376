import { Worker } from 'node:worker_threads';
import { earlierKeysFolder } from '../earlier-keys.ts';
import { KeyFileWatch } from '../key-file-watch.ts';
import type { SigningKeyFiles } from '../signing-key-files.ts';
import { threadFile } from '../thread-file.ts';
import { ReadingLimitExceeded } from './limits.ts';
import type { MailReading } from './read-mail.ts';
import type { Heard, Told } from './reading-order.ts';
import { TimeLimit } from './time-limit.ts';
import type { KeyLookUp } from './verdicts.ts';

export interface MailReaderOptions {
  files: SigningKeyFiles;
  /** What the files of earlier keys held at the start; none unless said. */
  earlierKeyIds?: readonly string[];
  /** ms that one mail may take, the wait for others and for {@link MailToRead.lookUp} not counted; 10 s unless said. */
  limit?: number;
}

export interface MailToRead {
  raw: Uint8Array;
  /** The return path; empty for the null sender, null where it is not known. */
  envelopeFrom: string | null;
  now: Date;
  lookUp: KeyLookUp;
}

/** Of the heap of the thread. */
const MEMORY_MIB = 192;
const LIMIT_MS = 10_000;

/**
 * Reads foreign mail in a thread of its own, one at a time, with a limit of time and one of memory. A mail that exceeds
 * them ends the thread and nothing else: it is told as a {@link ReadingLimitExceeded}, and the next mail has a new thread.
 */
export class MailReader {
  /** Of the parts of our earlier keys by which it reads, 16 upper-case hex digits each. */
  readonly earlierKeyIds: readonly string[];
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private lastId = 0;
  private readonly limit: number;
  private readonly keyFile: KeyFileWatch;

  constructor(private readonly options: MailReaderOptions) {
    this.earlierKeyIds = options.earlierKeyIds ?? [];
    this.limit = options.limit ?? LIMIT_MS;
    this.keyFile = new KeyFileWatch(options.files.keyFile, earlierKeysFolder(options.files));
  }

  /** @throws ReadingLimitExceeded; Error where a fault is ours */
  async read(mail: MailToRead): Promise<MailReading> {
    const turn = this.last.then(async () => this.readNow(mail));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }

  private async readNow({ raw, envelopeFrom, now, lookUp }: MailToRead): Promise<MailReading> {
    await this.renewIfKeyChanged();
    const worker = (this.worker ??= this.start());
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        time.end();
        worker.off('message', hear).off('error', died).off('exit', ended);
        settle();
      };
      const drop = (fault: Error) => {
        if (this.worker === worker) this.worker = null;
        void worker.terminate();
        end(() => reject(fault));
      };
      const died = (error: Error & { code?: string }) => {
        drop(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? tooMuch('memory', `more than ${MEMORY_MIB} MiB`)
            : error,
        );
      };
      const ended = () => drop(new Error('The thread that reads mail was stopped.'));
      const hear = (heard: Heard) => {
        if ('asked' in heard) {
          time.pause();
          lookUp(heard.asked).then(
            (keys) => {
              time.resume();
              worker.postMessage({ id, question: heard.question, keys } satisfies Told);
            },
            (error: unknown) => drop(error instanceof Error ? error : new Error(String(error))),
          );
        } else if ('fault' in heard) drop(new Error(heard.fault));
        else if ('limit' in heard) end(() => reject(new ReadingLimitExceeded(heard.limit, heard.evidence)));
        else end(() => resolve(heard.reading));
      };
      const time = new TimeLimit(this.limit, () => drop(tooMuch('time', `more than ${this.limit} ms`)));
      worker.on('message', hear).on('error', died).on('exit', ended);
      time.start();
      worker.postMessage({ id, raw, envelopeFrom, now } satisfies Told);
    });
  }

  /** The key was given new parts: the thread that opened it before opens nothing that is encrypted to them. */
  private async renewIfKeyChanged(): Promise<void> {
    if (this.keyFile.hasChanged()) await this.close();
  }

  private start(): Worker {
    const worker = new Worker(threadFile(import.meta.url, 'thread.ts'), {
      workerData: this.options.files,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    });
    // It must not keep a process that has nothing else to do.
    worker.unref();
    return worker;
  }
}

const tooMuch = (limit: 'time' | 'memory', what: string) =>
  new ReadingLimitExceeded(limit, `To read it took ${what}, so it was left unread.`);
