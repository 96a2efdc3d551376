import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { CheckpointView, ConsistencyProofView } from '#libs/contracts';
import { placeOnce, readPrivateFile } from '#libs/mail';
import { LogForked, NoteSigner, readNoteKey, Witness } from '#libs/timeline';
import { CommandRefused, say } from './run.ts';

export interface WitnessOptions {
  log: string;
  logKey: string[];
  tokenFile: string;
  folder: string;
  name: string;
  once?: boolean;
  every: number;
}

/** ms */
const ANSWER_LIMIT = 15_000;

/**
 * Watches the log of another installation from a machine of its own: fetches its head, sees that it continues the one before,
 * signs it with a key that the log's keepers do not have, keeps it, and hands the signature in. A log that was rewritten is told
 * on stderr, exit 1, with both heads kept as evidence.
 */
export async function witness(options: WitnessOptions, command: Command): Promise<void> {
  const logKeys = options.logKey.map((text) => {
    const key = readNoteKey(text);
    if (key?.kind !== 'log') throw new CommandRefused('--log-key is no key of a log (name+id+key).');
    return key;
  });
  if (!/^[^\s+]+$/.test(options.name)) throw new CommandRefused('--name holds no blank and no plus sign.');
  const keyFile = join(options.folder, 'witness.pem');
  const text = (await readPrivateFile(keyFile)) ?? (await placeOnce(keyFile, NoteSigner.newText()));
  const signer = NoteSigner.fromText(text, options.name, 'witness');
  if (signer === null) throw new CommandRefused(`There is no Ed25519 key in ${keyFile}, but something else.`);
  const token = (await readPrivateFile(options.tokenFile))?.trim();
  if (token === undefined) throw new CommandRefused(`There is no token in ${options.tokenFile}.`);
  const round = new Round(options, new Witness(signer, logKeys), token);
  if (options.once !== true) process.stderr.write(`This witness is ${signer.text}\n`);
  for (;;) {
    try {
      const seen = await round.go();
      const said = {
        text: `Signed ${seen.size} entries, root ${seen.root}, as ${signer.text}.`,
        json: { ...seen, key: signer.text },
      };
      say(command, said);
    } catch (error) {
      if (options.once === true || error instanceof LogForked) throw error;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    if (options.once === true) return;
    await sleep(options.every * 1_000);
  }
}

class Round {
  private readonly kept: string;

  constructor(
    private readonly options: WitnessOptions,
    private readonly witness: Witness,
    private readonly token: string,
  ) {
    this.kept = join(options.folder, 'seen.txt');
  }

  async go(): Promise<{ size: number; root: string }> {
    const { note, size, root } = await this.ask<CheckpointView>('record/checkpoint');
    // Only the log's own signature: what other witnesses say is theirs.
    const own = note.slice(0, note.indexOf('\n', note.indexOf('\n\n') + 2) + 1);
    const head = this.witness.read(own);
    const seen = await readFile(this.kept, 'utf8').catch(() => null);
    const from = seen === null ? null : this.witness.read(seen).size;
    const proof = from === null || from >= head.size ? [] : await this.proofOf(from, head.size);
    try {
      const line = this.witness.cosign(own, seen, proof, Math.floor(Date.now() / 1_000));
      await this.keep(own);
      await this.ask('record/cosignatures', { size: head.size, line });
    } catch (error) {
      if (error instanceof LogForked)
        await writeFile(join(this.options.folder, `forked-${Date.now()}.txt`), error.evidence.join('\n'));
      throw error;
    }
    return { size, root };
  }

  private async proofOf(from: number, to: number): Promise<Buffer[]> {
    const { proof } = await this.ask<ConsistencyProofView>(`record/proof?from=${from}&to=${to}`);
    return proof.map((hash) => Buffer.from(hash, 'hex'));
  }

  /** Before the signature is handed in: what was signed once binds, whatever becomes of this process. */
  private async keep(note: string): Promise<void> {
    await mkdir(this.options.folder, { recursive: true });
    await writeFile(`${this.kept}.new`, note, { flush: true });
    await rename(`${this.kept}.new`, this.kept);
  }

  private async ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.options.log.replace(/\/+$/, '')}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT),
    });
    if (!response.ok) throw new CommandRefused(`The log answered ${response.status} to ${path}.`);
    return (await response.json()) as T;
  }
}
