import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { readContactKey } from './contact-key.ts';
import type { ContactKey } from './contact-key.ts';
import { EMAIL, hostileKeys } from './hostile-keys.fixture.ts';
import type { HostileKey } from './hostile-keys.fixture.ts';

const SHARED = '../shared/data';
/** ms */
const LIMIT = 2_000;
/** bytes that a key may cost while it is read */
const MEMORY = 256 * 1024 * 1024;

interface Verdict {
  /** What became of it. */
  words: string;
  taken: ContactKey | null;
}

/** One of the two things that may become of it, within the limits; anything else is thrown. */
async function verdictOn(armored: string, email?: string): Promise<Verdict> {
  const start = performance.now();
  const before = process.resourceUsage().maxRSS;
  const verdict = await readContactKey(armored, email).then(
    (taken) => ({ words: `taken, ${taken.algorithm}`, taken }),
    (error: unknown) => {
      if ((error as { code?: string }).code !== 'mail.key_refused') throw error;
      return { words: (error as Error).message, taken: null };
    },
  );
  expect(performance.now() - start).toBeLessThan(LIMIT);
  expect((process.resourceUsage().maxRSS - before) * 1024).toBeLessThan(MEMORY);
  return verdict;
}

describe('a hostile key', () => {
  let keys: HostileKey[];
  beforeAll(async () => {
    keys = await hostileKeys();
  });

  it('of 40 sorts is refused for what is wrong with it, or does no harm', async () => {
    expect(keys.length).toBeGreaterThanOrEqual(40);
    for (const { name, armored, email, refusal } of keys) {
      const { words } = await verdictOn(armored, email);
      expect({ name, words }).toEqual({ name, words: expect.stringMatching(refusal ?? /^taken/) as unknown });
      // Nothing of it comes back: it can hold anything.
      expect(words).not.toMatch(/BEGIN PGP|<img|Bcc/);
    }
  });

  it('that is taken is kept without what others said of it', async () => {
    const { armored = '' } = keys.find(({ name }) => name.startsWith('150 user ids')) ?? {};
    const kept = await readContactKey(armored);
    expect(kept.armored.length).toBeLessThan(armored.length / 2);
    expect(kept.emails).toEqual([EMAIL]);
    await expect(readContactKey(kept.armored)).resolves.toEqual(kept);
  });

  const manifest = `${SHARED}/keys/manifest.json`;
  if (!existsSync(manifest)) console.warn(`skipped: the keys of ${SHARED}/keys (the folder is absent)`);
  (existsSync(manifest) ? it : it.skip)(
    'that others collected is judged as GnuPG judges, or harder',
    async () => {
      const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as { files: Collected[] };
      const lines: string[] = [];
      for (const { file, observed } of files) {
        const { words, taken } = await verdictOn(armouredOf(readFileSync(`${SHARED}/${file}`)));
        const gpg = observed?.keys.map(({ keyid }) => keyid) ?? null;
        lines.push(`${file} | gpg: ${gpg === null ? 'not asked' : gpg.join(' ') || 'no key'} | ${words}`);
        if (gpg !== null)
          expect({ file, gpg, words }).toEqual({
            file,
            gpg,
            words: expect.stringMatching(fitting(gpg, taken)) as unknown,
          });
        if (taken !== null && gpg?.[0] !== undefined) expect(taken.fingerprint.slice(-16)).toBe(gpg[0]);
      }
      expect(lines.length).toBeGreaterThan(50);
      process.stdout.write(`${lines.join('\n')}\n`);
    },
  );
});

interface Collected {
  file: string;
  observed?: { keys: { keyid: string }[] };
}

/** What our verdict may be beside that of GnuPG, which counts no key that has ended. */
function fitting(gpg: string[], taken: ContactKey | null): RegExp {
  if (gpg.length > 0) return /^taken|secret key|SHA-1|RSA of 1024|no part that may encrypt/;
  const end = taken?.expiresAt ?? null;
  const hasEnded = end !== null && end <= new Date();
  return hasEnded ? /^taken/ : /^The key/;
}

/** Many lie there as bytes. */
const armouredOf = (bytes: Buffer): string =>
  bytes.includes('-----BEGIN')
    ? bytes.toString('latin1')
    : `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${bytes.toString('base64')}\n-----END PGP PUBLIC KEY BLOCK-----\n`;
