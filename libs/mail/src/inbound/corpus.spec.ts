import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  CORPUS_NOW,
  corporaFolder,
  filesOf,
  keysIn,
  lookUpIn,
  misreadings,
} from '../../../../test/fixtures/corpora.ts';
import { readContactKey } from '../contact-key.ts';
import { MailFault } from '../fault.ts';
import { readMail } from './read-mail.ts';
import { ReadingLimitExceeded } from './limits.ts';

const folder = corporaFolder() ?? '';

/** ms of the processor a mail, for others load it as well, and MiB a mail. */
const MOST_TIME = 2_000;
const MOST_MEMORY = 256;

if (folder === '') console.log('mails of real programs: skipped, ../shared/data is not there');
const described = folder === '' ? describe.skip : describe;

described('mails of real programs', () => {
  it('are read without harm, with the verdicts that GnuPG has, and no spoof passes', async () => {
    const { own, known } = await keysIn(`${folder}keys`);
    const files = filesOf(folder, 'mail');
    const rows: string[] = [];
    const wrong: string[] = [];
    for (const { file, observed } of files) {
      const raw = readFileSync(folder + file);
      const { read, took, grew } = await measured(() =>
        readMail(raw, {
          own,
          now: CORPUS_NOW,
          envelopeFrom: null,
          lookUp: lookUpIn(known),
        }).catch((error: unknown) => {
          if (error instanceof ReadingLimitExceeded) return error;
          throw new Error(`${file}: ${String(error)}`, { cause: error });
        }),
      );
      if (took > MOST_TIME || grew > MOST_MEMORY) wrong.push(`${file}: ${Math.round(took)} ms, ${grew} MiB`);
      if (!isFit(read)) wrong.push(`${file}: a database would not take what was read`);
      if (read instanceof ReadingLimitExceeded) {
        rows.push(`${file}  quarantined: ${read.message}`);
        continue;
      }
      const { encrypted, signed, sender } = read.verdicts;
      rows.push(
        `${file}  ${Math.round(took)} ms  [${observed.pgp ?? '-'} ${observed.gpg ?? ''} ${(observed.sigs ?? []).join(' ')} ${observed.report_type ?? ''}]  ` +
          `encrypted ${encrypted.state}, signed ${signed.state}, sender ${sender.state}, ${read.automatic ?? '-'}` +
          (read.bounce === null ? '' : ` ${read.bounce.action} ${read.bounce.status ?? ''}`) +
          ` ${encrypted.why ?? ''} ${signed.state === 'none' ? '' : signed.why}`,
      );
      wrong.push(...misreadings(file, observed, read));
    }
    console.log(rows.join('\n'));
    expect(files.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
  }, 120_000);
});

described('keys of real programs', () => {
  it('are taken or refused with a reason, and none takes long', async () => {
    const files = filesOf(folder, 'keys');
    const rows: string[] = [];
    const wrong: string[] = [];
    for (const { file } of files) {
      const armored = readFileSync(folder + file, 'latin1');
      const {
        read: said,
        took,
        grew,
      } = await measured(() =>
        readContactKey(armored).then(
          ({ fingerprint }) => `taken, ${fingerprint}`,
          (error: unknown) =>
            error instanceof MailFault ? `refused: ${error.message}` : `fault: ${String(error)}`,
        ),
      );
      rows.push(`${file}  ${Math.round(took)} ms  ${said}`);
      if (took > MOST_TIME || grew > MOST_MEMORY || said.startsWith('fault'))
        wrong.push(`${file}: ${Math.round(took)} ms, ${grew} MiB, ${said}`);
    }
    console.log(rows.join('\n'));
    expect(files.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  }, 120_000);
});

/** No NUL, no half letters. */
const isFit = (read: unknown) => !/\\u(?:0000|d[89ab])/i.test(JSON.stringify(read));

/** What takes too long is read again, twice at most: the first of a process pays for the compiling of the reader. */
async function measured<T>(work: () => Promise<T>): Promise<{ read: T; took: number; grew: number }> {
  const once = async () => {
    const before = process.memoryUsage().rss;
    const began = process.cpuUsage();
    const read = await work();
    const took = milliseconds(process.cpuUsage(began));
    return { read, took, grew: (process.memoryUsage().rss - before) / 2 ** 20 };
  };
  let best = await once();
  for (let again = 0; again < 2 && best.took > MOST_TIME; again += 1) best = await once();
  return best;
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;
