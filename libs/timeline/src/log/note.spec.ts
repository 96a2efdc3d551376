import { describe, expect, it } from '@jest/globals';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import { isSignedBy, readNote, readNoteKey, textOfKey, witnessedAt } from './note.ts';
import { NoteSigner } from './note-signer.ts';

function signerOf(name: string, kind: 'log' | 'witness'): NoteSigner {
  const signer = NoteSigner.fromText(NoteSigner.newText(), name, kind);
  if (signer === null) throw new Error('no key was made');
  return signer;
}

describe('a signed note', () => {
  // Out of the specification (C2SP signed-note, and golang.org/x/mod/sumdb/note, from which it came).
  const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

  it('is read as the specification has it', () => {
    const key = readNoteKey(KEY);
    const note = readNote(NOTE);
    if (key === null || note === null) throw new Error('not read');
    expect(textOfKey(key)).toBe(KEY);
    expect(isSignedBy(note, key)).toBe(true);
    expect(isSignedBy({ ...note, text: note.text.replace('answer', 'Answer') }, key)).toBe(false);
  });

  it('of a log is taken from no other, and from no other text', () => {
    const log = signerOf('log.example/record', 'log');
    const stranger = signerOf('log.example/record', 'log');
    const text = checkpointText({ origin: 'log.example/record', size: 7, root: Buffer.alloc(32, 7) });
    const read = readCheckpoint(log.sign(text));
    if (read === null) throw new Error('not read');
    expect([read.origin, read.size, read.root]).toEqual(['log.example/record', 7, Buffer.alloc(32, 7)]);
    expect([isSignedBy(read.note, log.key), isSignedBy(read.note, stranger.key)]).toEqual([true, false]);
    const forged = readCheckpoint(log.sign(text).replace('\n7\n', '\n8\n'));
    expect(forged === null || isSignedBy(forged.note, log.key)).toBe(false);
  });

  it('carries what witnesses saw, and when', () => {
    const log = signerOf('log.example/record', 'log');
    const witness = signerOf('witness.example', 'witness');
    const text = checkpointText({ origin: log.key.name, size: 1, root: Buffer.alloc(32) });
    const note = readNote(log.sign(text) + witness.cosign(text, 1_800_000_000));
    if (note === null) throw new Error('not read');
    expect(witnessedAt(note, witness.key)).toBe(1_800_000_000);
    expect(isSignedBy(note, log.key)).toBe(true);
    expect(witnessedAt(note, { ...log.key, kind: 'witness' })).toBeNull();
  });

  it.each([
    'x',
    'x\n',
    'text\n\nno signature\n',
    'text\n\n— name AAAA\n',
    'origin\n-1\nAAAA\n\n— name AAAAAAAA\n',
    `origin\n01\n${Buffer.alloc(32).toString('base64')}\n\n— name AAAAAAAA\n`,
  ])('is nothing else: %j', (text) => {
    expect(readCheckpoint(text)).toBeNull();
  });

  it.each(['', 'name', 'name+00000000+AQ==', KEY.replace('c74f', 'c74e'), KEY.replace('Peter', 'Pet er')])(
    'has no such key: %j',
    (text) => {
      expect(readNoteKey(text)).toBeNull();
    },
  );
});
