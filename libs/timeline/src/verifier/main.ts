import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readExport } from './form.ts';
import { verifyExport } from './verify-export.ts';
import { verdictWords } from './words.ts';

/**
 * `node dnscert-verify.mjs EXPORT [--key KEY] [--checkpoint FILE] [--witness KEY]… [--json]`: one file in, a verdict out. Is built into one file
 * that needs Node.js alone. Exit 0 whole, 1 changed, 2 wrong usage.
 */
const USAGE = `node dnscert-verify.mjs EXPORT [--key KEY] [--checkpoint FILE] [--witness KEY]... [--json]
  --key         the log's key (name+id+key) as you got it by a way that you trust; without it, the export is held against itself alone
  --checkpoint  a file with a head of the log that you kept: is this export of the same log, not rewritten since?
  --witness     the key of a witness, as you got it by a way that you trust: has it seen the head? As often as you like
`;

function main(): number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        checkpoint: { type: 'string' },
        witness: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) return refused(USAGE);
    const exported = readExport(readFileSync(file, 'utf8'));
    if (exported === null) return refused(`${file} is no export of a record.\n`);
    const verdict = verifyExport(exported, {
      ...(values.key === undefined ? {} : { key: values.key }),
      ...(values.checkpoint === undefined ? {} : { checkpoint: readFileSync(values.checkpoint, 'utf8') }),
      ...(values.witness === undefined ? {} : { witnesses: values.witness }),
    });
    const { faults, entries } = verdict;
    const said =
      values.json === true
        ? JSON.stringify({ whole: faults.length === 0, entries, faults, key: verdict.log?.key ?? null })
        : verdictWords(verdict);
    process.stdout.write(`${said}\n`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    return refused(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function refused(words: string): number {
  process.stderr.write(words);
  return 2;
}

process.exitCode = main();
