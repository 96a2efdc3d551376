import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSignedBy, readNote } from './note.ts';
import { climb, continues, hexOf } from './tree.ts';
import type { Hash } from './tree.ts';

/** RFC 6962 section 2.1 word for word, by another program's SHA-256. */
const sha256 = (...parts: Uint8Array[]): Hash =>
  Uint8Array.from(createHash('sha256').update(Buffer.concat(parts)).digest());
const split = (count: number) => 2 ** Math.ceil(Math.log2(count) - 1);
function rootOf(leaves: Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return sha256(Uint8Array.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}
function pathOf(m: number, leaves: Hash[]): Hash[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...pathOf(m, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(m - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}
function proofOf(m: number, leaves: Hash[], isWhole = true): Hash[] {
  if (m === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...proofOf(m, leaves.slice(0, k), isWhole), rootOf(leaves.slice(k))]
    : [...proofOf(m - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}
const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => sha256(Uint8Array.of(0), Buffer.from(`leaf ${at}`)));
const spoiled = (hashes: Hash[], at: number) =>
  hashes.map((hash, place) => (place === at % hashes.length ? hash.map((byte) => byte ^ 1) : hash));

const tree = fc.tuple(fc.integer({ min: 1, max: 130 }), fc.nat());

describe('the record in a browser', () => {
  it('finds the root that RFC 6962 names from any leaf, and another from a spoiled proof', () =>
    fc.assert(
      fc.asyncProperty(tree, fc.nat(), async ([size, at], wrong) => {
        const leaves = leavesOf(size);
        const index = at % size;
        const leaf = leaves[index] ?? sha256();
        const proof = pathOf(index, leaves);
        const root = hexOf(rootOf(leaves));
        expect(hexOf((await climb(leaf, index, size, proof))?.root ?? sha256())).toBe(root);
        expect(await climb(leaf, index, size, [...proof, leaf])).toBeNull();
        if (proof.length === 0) return;
        const other = await climb(leaf, index, size, spoiled(proof, wrong));
        expect(hexOf(other?.root ?? sha256())).not.toBe(root);
      }),
      { numRuns: 60 },
    ));

  it('lets a later tree continue an earlier one, and no other', () =>
    fc.assert(
      fc.asyncProperty(tree, fc.nat(), async ([size, at], wrong) => {
        const leaves = leavesOf(size);
        const before = at % (size + 1);
        const from = { size: before, root: rootOf(leaves.slice(0, before)) };
        const to = { size, root: rootOf(leaves) };
        const proof = before === 0 ? [] : proofOf(before, leaves);
        expect(await continues(from, to, proof)).toBe(true);
        expect(await continues({ ...from, root: from.root.map((byte) => byte ^ 1) }, to, proof)).toBe(false);
        if (proof.length > 0) expect(await continues(from, to, spoiled(proof, wrong))).toBe(false);
      }),
      { numRuns: 60 },
    ));

  it('believes a head that its log has signed, and none that was changed or has another key', async () => {
    const { key, note } = signedHead('log.example/record', 7);
    const read = readNote(note);
    if (read === null) throw new Error('it reads as a note');
    expect(read.head).toMatchObject({ origin: 'log.example/record', size: 7 });
    expect(await isSignedBy(read, key)).toBe('good');
    const changed = readNote(note.replace('\n7\n', '\n8\n'));
    expect(changed === null ? null : await isSignedBy(changed, key)).toBe('bad');
    expect(await isSignedBy(read, signedHead('log.example/record', 7).key)).toBe('bad');
    expect(readNote('log.example/record\n7\nno root\n')).toBeNull();
  });
});

function signedHead(origin: string, size: number): { key: string; note: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.concat([
    Buffer.of(1),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  const id = createHash('sha256').update(`${origin}\n`).update(bytes).digest().subarray(0, 4);
  const text = `${origin}\n${size}\n${createHash('sha256').digest('base64')}\n`;
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  return {
    key: `${origin}+${id.toString('hex')}+${bytes.toString('base64')}`,
    note: `${text}\n— ${origin} ${signature}\n`,
  };
}
