import { describe, expect, it } from '@jest/globals';
import { checkpointText, readCheckpoint } from '../log/checkpoint.ts';
import { NoteSigner } from '../log/note-signer.ts';
import { readVoucher, voucherText } from '../log/voucher.ts';
import { foldOf } from '../merkle/fold.ts';
import { EMPTY_ROOT, hashOfLeaf } from '../merkle/hash.ts';
import { consistencyPlan, rootPlan } from '../merkle/plan.ts';
import type { Span } from '../merkle/plan.ts';
import { nodeIn, placeOf, tileKey, tilesAfter } from '../merkle/tiles.ts';
import type { ExportedLog, SliceExport } from './form.ts';
import { verifyExport } from './verify-export.ts';
import { verdictWords } from './words.ts';

const NAME = 'log.example/record';
const SIZE = 40;

function made(name = NAME): NoteSigner {
  const signer = NoteSigner.fromText(NoteSigner.newText(), name, 'log');
  if (signer === null) throw new Error('no key was made');
  return signer;
}

const [first, second, third, stranger] = [made(), made(), made(), made()];

const tiles = tilesAfter(
  0,
  new Map(),
  Array.from({ length: SIZE }, (_, at) => hashOfLeaf(Buffer.from(`leaf ${at}`))),
);
const hashOf = (span: Span) =>
  foldOf(span.map((node) => nodeIn(tiles.get(tileKey(placeOf(node).tile))?.hashes, node)));
const rootAt = (size: number) => (size === 0 ? EMPTY_ROOT : hashOf(rootPlan(size)));

const noteOf = (by: NoteSigner, next: NoteSigner, size: number, root = rootAt(size)) =>
  by.sign(voucherText({ next: next.key, size, root }));
const vouching = (by: NoteSigner, next: NoteSigner, size: number, root = rootAt(size)) => ({
  note: noteOf(by, next, size, root),
  proof: consistencyPlan(size, SIZE).map((span) => hashOf(span).toString('hex')),
});

/** Of no entries, for it is about whose the head is. */
const exported = (by: NoteSigner, vouchers?: ExportedLog['vouchers']): SliceExport => ({
  format: 'dns-cert-record-slice',
  version: 1,
  of: { kind: 'incident', id: '0198c0de-0000-7000-8000-000000000001', number: '2026-000001' },
  operator: null,
  entries: [],
  log: {
    key: by.text,
    witnesses: [],
    ...(vouchers === undefined ? {} : { vouchers }),
    checkpoint: by.sign(checkpointText({ origin: NAME, size: SIZE, root: rootAt(SIZE) })),
    entries: [],
    continues: null,
  },
});
const verdict = (by: NoteSigner, vouchers: ExportedLog['vouchers'], key?: string) =>
  verifyExport(exported(by, vouchers), key === undefined ? {} : { key });

describe('the key of a log', () => {
  const changed = [vouching(first, second, 9), vouching(second, third, 23)];

  it("is told to be the export's own word where the reader gives none", () => {
    const words = verdictWords(verdict(third, changed));
    expect(words).toContain(`signed with the key that the export itself names: ${third.text}\n`);
    expect(words).toMatch(/agrees with itself, and no more.*--key KEY/);
    expect(verdictWords(verdict(stranger, undefined))).toMatch(/agrees with itself, and no more/);
  });

  it('is the one that the reader gives', () => {
    expect(verdict(third, changed, `${third.text}\n`)).toMatchObject({
      faults: [],
      log: { key: { by: 'reader' } },
    });
    expect(verdictWords(verdict(third, undefined, third.text))).toMatch(/signed with the key that you trust/);
  });

  it('is one for which that key vouches, also by way of another, and the verdict says so', () => {
    for (const vouchers of [changed, [...changed].reverse(), [...changed, vouching(stranger, third, 2)]])
      expect(verdict(third, vouchers, first.text)).toMatchObject({
        faults: [],
        log: {
          key: {
            by: 'vouchers',
            changes: [
              { to: second.text, size: 9 },
              { to: third.text, size: 23 },
            ],
          },
        },
      });
    const words = verdictWords(verdict(third, changed, first.text));
    expect(words).toContain(`the key that you trust vouches:\n  from 9 entries on, ${second.text}\n`);
    // Of a log that had signed nothing yet, and of one that has not grown since.
    for (const size of [0, SIZE])
      expect(verdict(second, [vouching(first, second, size)], first.text).faults).toEqual([]);
  });

  it.each<[string, NoteSigner, ExportedLog['vouchers']]>([
    ['nothing', third, undefined],
    ['no vouchers', third, []],
    ['vouchers for another', third, [vouching(first, second, 9)]],
    ['vouchers of another', third, [vouching(stranger, third, 9)]],
    ['a chain with a gap', third, [vouching(second, third, 23)]],
    ['one that goes back', first, [vouching(first, second, 9)]],
    ['a ring', third, [vouching(first, second, 9), vouching(second, first, 9)]],
    [
      'a signature of another text',
      third,
      [{ note: noteOf(first, third, 9).replace('\n9\n', '\n8\n'), proof: [] }],
    ],
    ['one that is cut', third, [{ note: noteOf(first, third, 9).slice(0, -40), proof: [] }]],
    [
      'a head of the log in its place',
      third,
      [{ note: first.sign(checkpointText({ origin: NAME, size: 9, root: rootAt(9) })), proof: [] }],
    ],
  ])('is not proven by %s', (_what, by, vouchers) => {
    const trusted = by === first ? second : first;
    const { faults, log } = verdict(by, vouchers, trusted.text);
    expect(faults).toEqual([
      {
        index: null,
        message: expect.stringMatching(
          /another key than the one you trust, and nothing in this export vouches/,
        ),
      },
    ]);
    expect(log?.key).toBeNull();
  });

  it('is of another log under another name, whoever signed', () => {
    const other = NoteSigner.fromText(NoteSigner.newText(), 'other.example/record', 'log');
    const next = other === null ? null : vouching(first, other, 9);
    if (other === null || next === null) throw new Error('no key was made');
    const head = exported(other, [next]);
    head.log.checkpoint = other.sign(
      checkpointText({ origin: other.key.name, size: SIZE, root: rootAt(SIZE) }),
    );
    expect(verifyExport(head, { key: first.text }).faults).toHaveLength(1);
  });

  it('signed a log that was rewritten where it does not continue the tree of then', () => {
    const grown = vouching(first, second, 9, Buffer.alloc(32, 9));
    const later = { ...vouching(first, second, 9), note: noteOf(first, second, SIZE + 1, Buffer.alloc(32)) };
    for (const voucher of [grown, later, { ...vouching(first, second, 9), proof: [] }])
      expect(verdict(second, [voucher], first.text).faults).toEqual([
        {
          index: null,
          message: expect.stringMatching(/does not continue the tree for which the key that you trust/),
        },
      ]);
  });

  it('vouches in a form that is no head of a log, as no head is a voucher', () => {
    const note = noteOf(first, second, 9);
    expect([readVoucher(note)?.size, readCheckpoint(note)]).toEqual([9, null]);
    for (const text of [
      '',
      'x\n',
      `${note}x`,
      note.replace('dns-cert', 'dns-cart'),
      note.replace(second.text, 'key'),
    ])
      expect([text, readVoucher(text)]).toEqual([text, null]);
  });
});
