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

  it('of the checksum database of Go is read as it stands in github.com/transparency-dev/witness (54dbcdd)', () => {
    const key = readNoteKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    const read = readCheckpoint(`go.sum database tree
1514086
kn9DgqDhXzoZMM8828SQsbuovr/WRn7QfFd5Qe1rpwA=

— sum.golang.org Az3grunuggF5mKymPJeK/l9Pq71lOg/rAVkQVCzGkWRJcnS3ZFunzveHr9PAH8LFsuhpcCWzGDNrn9FFDyXm/66tBg8=
`);
    if (key === null || read === null) throw new Error('not read');
    expect([read.origin, read.size, isSignedBy(read.note, key)]).toEqual([
      'go.sum database tree',
      1_514_086,
      true,
    ]);
    const later = { ...read.note, text: read.note.text.replace('1514086', '1514087') };
    expect(isSignedBy(later, key)).toBe(false);
  });

  // Out of the README of that repository, with the keys of github.com/transparency-dev/armored-witness as keys of witnesses.
  const WITNESSED = `developers.google.com/android/binary_transparency/0
611
2GZ1zmS5VkfUZmn2ZyR4KZXwHLD+xnwBIWzql/cD50w=

— pixel_transparency_log csh42zBFAiAd3Y1FwqNTt5RglY0uG7heC6Yu1gEbXXPYmZ7LdOILMAIhAIt68PnR/3TADAaC7hvrSHbpziV7TmpIwOUydLmcjyTQ
— ArmoredWitness-small-breeze nRq5UQAAAABnoqrsRIofXn68vTohcAm2KG4ACGyRPNePUk02BSWD0WKV5ElejTk5Z+Tm3GmJ5j/etA+fkL9XuaQsnTyZbr437sF4AQ==
— ArmoredWitness-autumn-wood qZb5XQAAAABnoqrl57G9CblEl3lwwuqzbaJvVMqNiZCbYZseYT1YZHYmls3CmT1wxZ1fNgM4RxHuUxjAwcI2ghTx6R5aCg+L0DGPBA==
`;
  it.each([
    [
      'ArmoredWitness-small-breeze+9d1ab951+BAAWYpUjfGGPQiWOgt6sLWap0P9rVOe+Ofu2uNZbO4FD',
      '2025-02-05T00:03:56.000Z',
    ],
    [
      'ArmoredWitness-autumn-wood+a996f95d+BOsIVCbad7gbU07JnA6YfZD0qg4B1c8xF4ISdnt9vjip',
      '2025-02-05T00:03:49.000Z',
    ],
  ])('that others have witnessed is read as they signed it: %s', (text, at) => {
    const key = readNoteKey(text);
    const read = readCheckpoint(WITNESSED);
    if (key === null || read === null) throw new Error('not read');
    expect([read.size, textOfKey(key)]).toEqual([611, text]);
    expect(witnessedAt(read.note, key)).toBe(Date.parse(at) / 1_000);
    const later = { ...read.note, text: read.note.text.replace('611', '612') };
    expect(witnessedAt(later, key)).toBeNull();
  });

  it('is none with one of the bits changed that base64 does not need', () => {
    expect(readNote(NOTE.replace('nAM=', 'nAN='))).toBeNull();
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

  it.each([
    'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6',
    'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  ])('has keys as they stand in the specification and in github.com/transparency-dev/formats: %s', (text) => {
    const key = readNoteKey(text);
    expect(key === null ? null : textOfKey(key)).toBe(text);
  });

  it.each(['', 'name', 'name+00000000+AQ==', KEY.replace('c74f', 'c74e'), KEY.replace('Peter', 'Pet er')])(
    'has no such key: %j',
    (text) => {
      expect(readNoteKey(text)).toBeNull();
    },
  );
});
