import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash } from './leaf.ts';
import type { EntryContent } from './leaf.ts';
import type { RecordEntry, StreamRecord } from './record.ts';
import { verifyStream } from './record.ts';

function recordOf(texts: string[]): StreamRecord {
  const streamId = '0198c0de-0000-7000-8000-000000000001';
  let prev: string | null = null;
  const entries = texts.map((text, index): RecordEntry => {
    const content: EntryContent = {
      stream: 'incident',
      streamId,
      index,
      at: '2026-03-01T02:14:00.000Z',
      recordedAt: '2026-03-01T02:14:00.123Z',
      actor: { kind: 'system', name: 'triage' },
      type: 'note.added',
      data: { text },
      prev,
    };
    const salt = Buffer.alloc(16, index);
    prev = leafHash(content, salt).toString('hex');
    return { ...content, salt: salt.toString('hex'), leafHash: prev };
  });
  return { stream: 'incident', streamId, count: entries.length, lastHash: prev, entries };
}

const texts = fc.array(fc.string(), { minLength: 3, maxLength: 12 });

describe('a record', () => {
  it('verifies as it was written', () => {
    fc.assert(fc.property(texts, (given) => verifyStream(recordOf(given)).length === 0));
  });

  it('is never empty', () => {
    expect(verifyStream(recordOf([])).map(({ message }) => message)).toEqual([
      'there is no record of it at all: it was removed',
    ]);
  });

  it('tells an edited entry by its index', () => {
    const record = recordOf(['a', 'b', 'c']);
    const [, second] = record.entries;
    if (second !== undefined) second.data = { text: 'B' };
    expect(verifyStream(record)).toEqual([
      { streamId: record.streamId, index: 1, message: 'its content does not fit its hash: it was edited' },
    ]);
  });

  it('tells any single change: edit, cut, swap, insert, re-hash', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(),
        fc.constantFrom('edit', 'cut', 'swap', 'insert', 'rehash', 'cut end'),
        (given, at, act) => {
          const record = recordOf(given);
          const index = at % (given.length - 1);
          const { entries } = record;
          const chosen = entries[index];
          if (chosen === undefined) throw new Error('no entry there');
          if (act === 'edit') chosen.data = { text: `${String(chosen.data['text'])}!` };
          if (act === 'cut') entries.splice(index, 1);
          if (act === 'cut end') entries.pop();
          if (act === 'swap') entries.splice(index, 2, ...entries.slice(index, index + 2).reverse());
          if (act === 'insert') entries.splice(index, 0, { ...chosen });
          if (act === 'rehash') {
            const { salt, leafHash: _old, ...content } = chosen;
            content.data = { text: 'other' };
            chosen.data = content.data;
            chosen.leafHash = leafHash(content, Buffer.from(salt ?? '', 'hex')).toString('hex');
          }
          return verifyStream(record).length > 0;
        },
      ),
    );
  });
});
