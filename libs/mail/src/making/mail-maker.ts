import { Worker } from 'node:worker_threads';
import type { SecretMessage } from '../compose-encrypted.ts';
import type { DkimFile } from '../dkim-file.ts';
import { SigningKeyFault } from '../fault.ts';
import { KeyFileWatch } from '../key-file-watch.ts';
import type { Message } from '../message.ts';
import type { SigningKeyFiles } from '../signing-key-files.ts';
import { threadFile } from '../thread-file.ts';
import type { OutgoingMail } from '../transport.ts';
import type { Answer, Made, Order, ThreadFiles } from './order.ts';
import { faultOf } from './told-fault.ts';

export interface MailMakerOptions {
  files: SigningKeyFiles;
  /** Where each mail is to have a DKIM signature. */
  dkim?: DkimFile;
  /** How many threads; each holds the key and some 40 MiB. */
  threads?: number;
  /** ms that one mail may take. */
  limit?: number;
}

export interface SealedMail extends OutgoingMail {
  /** Fingerprint of the key that reads it. */
  encryptedTo: string;
}

interface Waiting {
  resolve: (made: Made) => void;
  reject: (fault: Error) => void;
  timer: NodeJS.Timeout;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
  /** It takes no more mails. */
  isRetired: boolean;
}

/** Of the heap of a thread: a key or a mail that takes more is refused rather than served. */
const MEMORY_MIB = 256;

/**
 * Signs and encrypts in threads of its own, which alone hold our secret key, so that whatever else the process does goes on
 * meanwhile. A thread starts with its first mail; one that hangs or dies is replaced, and what it had in hand fails.
 */
export class MailMaker {
  private readonly threads: (Thread | null)[];
  private readonly limit: number;
  private lastId = 0;
  private readonly keyFile: KeyFileWatch;

  constructor(private readonly options: MailMakerOptions) {
    this.threads = Array.from({ length: options.threads ?? 1 }, () => null);
    this.limit = options.limit ?? 30_000;
    this.keyFile = new KeyFileWatch(options.files.keyFile);
  }

  /** Starts the threads ahead of the first mail. */
  warm(): void {
    this.keyFile.note();
    this.threads.forEach((thread, place) => (this.threads[place] = thread ?? this.start(place)));
  }

  /** @throws MailFault, SigningKeyFault as `composeSigned` does; `signing_key.too_slow` */
  async signed(message: Message): Promise<OutgoingMail> {
    return mailOf(await this.make({ what: 'signed', message }));
  }

  /** @throws MailFault `mail.key_unusable` and as `composeEncrypted` does, SigningKeyFault; `signing_key.too_slow` */
  async sealed(message: SecretMessage, key: string): Promise<SealedMail> {
    const made = await this.make({ what: 'sealed', message, key });
    return { ...mailOf(made), encryptedTo: made.encryptedTo ?? '' };
  }

  /** A text that reads as it is, with our signature around it. @throws SigningKeyFault; `signing_key.too_slow` */
  async clearSigned(text: string, at: Date): Promise<string> {
    return bytesOf(await this.make({ what: 'clear_signed', text, at })).toString('utf8');
  }

  /** What is still in hand fails. */
  async close(): Promise<void> {
    const open = this.threads.flatMap((thread) => thread ?? []);
    this.threads.fill(null);
    await Promise.all(open.map(({ worker }) => worker.terminate()));
  }

  private async make(order: Order): Promise<Made> {
    this.renewIfKeyChanged();
    const place = this.leastBusy();
    const thread = (this.threads[place] ??= this.start(place));
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        void thread.worker.terminate();
      }, this.limit);
      thread.waiting.set(id, { resolve, reject, timer });
      thread.worker.postMessage({ id, order });
    });
  }

  /** The key was given new parts: threads that opened it before finish what they have in hand, and others start. */
  private renewIfKeyChanged(): void {
    if (!this.keyFile.hasChanged()) return;
    for (const thread of this.threads) if (thread !== null) retire(thread);
    this.threads.fill(null);
  }

  private leastBusy(): number {
    const busy = this.threads.map((thread) => thread?.waiting.size ?? 0);
    return busy.indexOf(Math.min(...busy));
  }

  private start(place: number): Thread {
    const worker = new Worker(threadFile(import.meta.url, 'thread.ts'), {
      workerData: { signing: this.options.files, dkim: this.options.dkim ?? null } satisfies ThreadFiles,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    });
    const thread: Thread = { worker, waiting: new Map(), isRetired: false };
    const end = (fault: Error) => {
      if (this.threads[place] === thread) this.threads[place] = null;
      for (const [id] of thread.waiting) settle(thread, id, ({ reject }) => reject(fault));
    };
    worker.on('message', (answer: Answer) => {
      if (!('fault' in answer)) settle(thread, answer.id, ({ resolve }) => resolve(answer.made));
      else if (answer.id === null) end(faultOf(answer.fault));
      else settle(thread, answer.id, ({ reject }) => reject(faultOf(answer.fault)));
    });
    worker.on('error', end);
    worker.on('exit', () =>
      end(
        new SigningKeyFault(
          'signing_key.too_slow',
          'The thread that signs was stopped in the middle of a mail.',
        ),
      ),
    );
    // It must not keep a process that has nothing else to do.
    worker.unref();
    return thread;
  }
}

/** Ends when the last mail in hand is done. */
function retire(thread: Thread): void {
  thread.isRetired = true;
  if (thread.waiting.size === 0) void thread.worker.terminate();
}

function settle(thread: Thread, id: number, how: (one: Waiting) => void): void {
  const { waiting, isRetired, worker } = thread;
  const one = waiting.get(id);
  if (one === undefined) return;
  waiting.delete(id);
  clearTimeout(one.timer);
  how(one);
  if (isRetired && waiting.size === 0) void worker.terminate();
}

/** Bytes come over as an array without Buffer's name. */
const bytesOf = ({ raw }: Made): Buffer => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);

function mailOf(made: Made): OutgoingMail {
  if (made.envelope === null) throw new Error('what was made is no mail');
  return { envelope: made.envelope, raw: bytesOf(made) };
}
