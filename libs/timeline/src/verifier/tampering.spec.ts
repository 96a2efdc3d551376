import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntryContent } from '../leaf.ts';
import { hashOfOwn, leafHash, sharedContent, sharedSalt } from '../leaf.ts';
import { checkpointText } from '../log/checkpoint.ts';
import { NoteSigner } from '../log/note-signer.ts';
import { foldOf } from '../merkle/fold.ts';
import { hashOfLeaf } from '../merkle/hash.ts';
import { consistencyPlan, inclusionPlan, rootPlan } from '../merkle/plan.ts';
import type { Span } from '../merkle/plan.ts';
import { nodeIn, placeOf, tileKey, tilesAfter } from '../merkle/tiles.ts';
import type { RecordEntry } from '../record.ts';
import type { ExportedLog, RecordExport, SliceExport } from './form.ts';
import { readExport } from './form.ts';
import { verifyExport } from './verify-export.ts';
import { verdictWords } from './words.ts';

const STREAM = '0198c0de-0000-7000-8000-000000000001';
const OPERATOR = '0198c0de-0000-7000-8000-0000000000aa';
const COUNT = 24;
const LEAVES = 700;
const hex = (hash: Buffer) => hash.toString('hex');

/** The log's key, with a witness of its own. */
const signer = made('record.example/record', 'log');
const witness = made('witness.example', 'witness');
function made(name: string, kind: 'log' | 'witness'): NoteSigner {
  const key = NoteSigner.fromText(NoteSigner.newText(), name, kind);
  if (key === null) throw new Error('no key was made');
  return key;
}

function contentAt(index: number, prev: string | null): EntryContent {
  const first = {
    stream: 'incident' as const,
    streamId: STREAM,
    index,
    at: `2026-03-01T02:14:${String(index).padStart(2, '0')}.000Z`,
    recordedAt: `2026-03-01T02:15:${String(index).padStart(2, '0')}.123Z`,
    actor: { kind: 'user' as const, id: '7', name: `Responder ${index % 3}` },
    type: 'operator.state_changed' as const,
    data: { from: 'told', to: 'seen', operatorId: OPERATOR, note: `private ${index}` },
    prev,
  };
  // As they were written before there were two parts, and since.
  return index < 4
    ? first
    : {
        ...first,
        version: 2,
        until: null,
        uncertain: index % 2 === 0,
        observedAt: first.at,
        shared: ['from', 'operatorId', 'to'],
      };
}

function entriesOf(): RecordEntry[] {
  let prev: string | null = null;
  return Array.from({ length: COUNT }, (_, index): RecordEntry => {
    const content = contentAt(index, prev);
    const salt = Buffer.alloc(16, index + 1);
    prev = hex(leafHash(content, salt));
    return { ...content, salt: hex(salt), leafHash: prev };
  });
}

/** A log in which the entries stand among those of others. */
function logOf(entries: RecordEntry[], by: NoteSigner, places: number[]): ExportedLog {
  const leaves = Array.from({ length: LEAVES }, (_, at) => hashOfLeaf(Buffer.from(`another ${at}`)));
  entries.forEach((entry, at) => (leaves[places[at] ?? 0] = Buffer.from(entry.leafHash, 'hex')));
  const tiles = tilesAfter(0, new Map(), leaves);
  const hashOf = (span: Span) =>
    foldOf(span.map((node) => nodeIn(tiles.get(tileKey(placeOf(node).tile))?.hashes, node)));
  const text = checkpointText({ origin: by.key.name, size: LEAVES, root: hashOf(rootPlan(LEAVES)) });
  return {
    key: by.text,
    witnesses: [witness.text],
    checkpoint: by.sign(text) + witness.cosign(text, 1_800_000_000),
    entries: entries.map((_, at) => ({
      logIndex: places[at] ?? 0,
      proof: inclusionPlan(places[at] ?? 0, LEAVES).map((span) => hex(hashOf(span))),
    })),
    continues: {
      size: 300,
      root: hex(hashOf(rootPlan(300))),
      proof: consistencyPlan(300, LEAVES).map((span) => hex(hashOf(span))),
    },
  };
}
const PLACES = Array.from({ length: COUNT }, (_, at) => 11 + at * 27);

function exportOf(entries = entriesOf(), by = signer): RecordExport {
  return {
    format: 'dns-cert-record',
    version: 2,
    incident: { id: STREAM, number: '2026-000001' },
    record: {
      stream: 'incident',
      streamId: STREAM,
      count: entries.length,
      lastHash: entries.at(-1)?.leafHash ?? null,
      entries,
    },
    log: logOf(entries, by, PLACES),
  };
}
const GOOD = JSON.stringify(exportOf());
const fresh = () => JSON.parse(GOOD) as RecordExport & { log: ExportedLog };
const firstFault = (exported: RecordExport | SliceExport) => verifyExport(exported).faults[0]?.index;

/** Hashes anew what was changed, and all that follows, as somebody would who can write everything but cannot sign. */
function rehash(exported: RecordExport, from: number): void {
  const { record } = exported;
  let prev = record.entries[from - 1]?.leafHash ?? null;
  for (const entry of record.entries.slice(from)) {
    entry.prev = prev;
    const { salt, leafHash: _old, ...content } = entry;
    prev = entry.leafHash = hex(leafHash(content, Buffer.from(salt ?? '', 'hex')));
  }
  record.entries.forEach((entry, index) => (entry.index = index));
  record.count = record.entries.length;
  record.lastHash = prev;
}

interface Tampered {
  exported: RecordExport;
  /** Of the first entry that is not what it was; null where the whole is at fault, undefined where any is right. */
  first: number | null | undefined;
}
type Act = (at: number, salt: number) => Tampered | null;

const edit = (at: number, salt: number): RecordExport => {
  const exported = fresh();
  const entry = exported.record.entries[at];
  if (entry === undefined) throw new Error('no entry there');
  const edits: (() => void)[] = [
    () => (entry.data['to'] = 'affected'),
    () => (entry.actor.name = `Somebody ${salt}`),
    () => (entry.at = '2026-03-01T02:00:00.000Z'),
    () => (entry.recordedAt = '2026-03-01T02:00:00.000Z'),
    () => (entry.type = 'note.added'),
    () => (entry.data['note'] = `another ${salt}`),
    () => delete entry.data['from'],
    () => (entry.data['extra'] = salt),
  ];
  edits[salt % edits.length]?.();
  return exported;
};

const ACTS: Record<string, Act> = {
  'an edit': (at, salt) => ({ exported: edit(at, salt), first: at }),
  'an edit with every hash made anew': (at, salt) => {
    const exported = edit(at, salt);
    rehash(exported, at);
    return { exported, first: at };
  },
  'a deletion': (at) => {
    const exported = fresh();
    exported.record.entries.splice(at, 1);
    return { exported, first: at === COUNT - 1 ? null : undefined };
  },
  'a deletion, closed up': (at) => {
    const exported = fresh();
    exported.record.entries.splice(at, 1);
    exported.log.entries.splice(at, 1);
    rehash(exported, at);
    // Cut at its end and told so, an export is one of an earlier moment.
    return at === COUNT - 1 ? null : { exported, first: at };
  },
  'an insertion': (at, salt) => {
    const exported = fresh();
    const twin = structuredClone(exported.record.entries[at]);
    if (twin === undefined) return null;
    twin.data['note'] = `made up ${salt}`;
    exported.record.entries.splice(at, 0, twin);
    exported.log.entries.splice(at, 0, structuredClone(exported.log.entries[at] ?? null));
    rehash(exported, at);
    return { exported, first: at };
  },
  'two that changed places': (at) => {
    const exported = fresh();
    if (at === COUNT - 1) return null;
    const { entries } = exported.record;
    entries.splice(at, 2, ...entries.slice(at, at + 2).reverse());
    rehash(exported, at);
    return { exported, first: at };
  },
  'a cut': (at) => {
    const exported = fresh();
    exported.record.entries.splice(at + 1);
    return { exported, first: at === COUNT - 1 ? undefined : null };
  },
  'a flipped bit of a hash': (at, salt) => {
    const exported = fresh();
    const entry = exported.record.entries[at];
    const proof = exported.log.entries[at]?.proof;
    if (entry === undefined || proof === undefined) return null;
    const flips: (() => void)[] = [
      () => (entry.salt = flipped(entry.salt ?? '', salt)),
      () => (entry.leafHash = flipped(entry.leafHash, salt)),
      () => (entry.prev = flipped(entry.prev ?? '00', salt)),
      () => (proof[salt % proof.length] = flipped(proof[salt % proof.length] ?? '', salt)),
    ];
    flips[salt % flips.length]?.();
    return { exported, first: at };
  },
  'a flipped bit of the head': (_at, salt) => {
    const exported = fresh();
    const bytes = Buffer.from(exported.log.checkpoint);
    // In the text that is signed; base64 has bits that mean nothing.
    const spot = salt % bytes.indexOf('\n\n');
    bytes[spot] = (bytes[spot] ?? 0) ^ (1 << (salt % 7));
    exported.log.checkpoint = bytes.toString();
    return { exported, first: null };
  },
  'another place in the log': (at, salt) => {
    const exported = fresh();
    const place = exported.log.entries[at];
    if (place === null || place === undefined) return null;
    place.logIndex = (place.logIndex + 1 + (salt % 500)) % LEAVES;
    return { exported, first: at };
  },
  'no proof': (at) => {
    const exported = fresh();
    exported.log.entries[at] = null;
    return { exported, first: at };
  },
  'content that is gone': (at) => {
    const exported = fresh();
    const entry = exported.record.entries[at];
    if (entry === undefined) return null;
    Object.assign(entry, { salt: null, data: {} });
    return { exported, first: at };
  },
};

function flipped(text: string, bit: number): string {
  const bytes = Buffer.from(text, 'hex');
  const spot = bit % bytes.length;
  bytes[spot] = (bytes[spot] ?? 0) ^ (1 << ((bit >> 3) % 8));
  return hex(bytes);
}

describe('an export of the record', () => {
  it('is whole as it was made, and says who has seen it', () => {
    expect(verifyExport(fresh())).toMatchObject({ faults: [], entries: COUNT });
    expect(verdictWords(verifyExport(fresh()))).toMatch(
      /^The record is whole: 24 entries[^]*Seen by witness\.example at 2027-01-15/,
    );
    expect(verifyExport(fresh(), { key: signer.text }).faults).toEqual([]);
  });

  it('shows each of 1,000 tamperings, and where the first is', () => {
    const names = Object.keys(ACTS);
    let done = 0;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(COUNT - 1), fc.nat(100_000), (name, at, salt) => {
        const tampered = ACTS[name]?.(at, salt) ?? null;
        fc.pre(tampered !== null && JSON.stringify(tampered.exported) !== GOOD);
        done += 1;
        const { exported, first } = tampered;
        const found = firstFault(JSON.parse(JSON.stringify(exported)) as RecordExport);
        return first === undefined ? found !== undefined : found === first;
      }),
      { numRuns: 1_000, seed: 6962 },
    );
    expect(done).toBe(1_000);
  });

  it('that was made up whole, signed with another key, is told by who knows the key or kept a head', () => {
    const entries = entriesOf();
    entries[3] = { ...(entries[3] as RecordEntry), data: { text: 'never was' } };
    const forged = exportOf(entries, made('record.example/record', 'log'));
    rehash(forged, 3);
    forged.log = logOf(forged.record.entries, made('record.example/record', 'log'), PLACES);
    expect(verifyExport(forged).faults).toEqual([]);
    expect(verifyExport(forged, { key: signer.text }).faults[0]?.message).toMatch(/another key/);
    const { log } = fresh();
    const kept = signer.sign(
      checkpointText({
        origin: signer.key.name,
        size: 300,
        root: Buffer.from(log.continues?.root ?? '', 'hex'),
      }),
    );
    expect(verifyExport(fresh(), { checkpoint: kept }).faults).toEqual([]);
    expect(verifyExport(forged, { checkpoint: kept }).faults[0]?.message).toMatch(/was rewritten/);
    expect(
      verifyExport({ ...fresh(), log: { ...log, continues: null } }, { checkpoint: kept }).faults[0]?.message,
    ).toMatch(/--since 300/);
    expect(verifyExport(fresh(), { checkpoint: log.checkpoint }).faults).toEqual([]);
  });

  it('of which an entry was erased is whole, where an entry says so', () => {
    const exported = fresh();
    const { entries } = exported.record;
    const erased = entries[5] as RecordEntry;
    const last = entries[COUNT - 1] as RecordEntry;
    Object.assign(last, {
      type: 'entry.erased',
      data: { index: 5, leafHash: erased.leafHash, reason: 'a home address' },
    });
    rehash(exported, COUNT - 1);
    exported.log = logOf(entries, signer, PLACES);
    const left = {
      salt: null,
      at: erased.recordedAt,
      uncertain: false,
      observedAt: null,
      actor: { kind: 'system', name: 'erased' },
      data: {},
      shared: [],
    };
    Object.assign(erased, left);
    expect(verifyExport(exported).faults).toEqual([]);
    for (const again of [
      { data: { text: 'another' } },
      { actor: { kind: 'user', name: 'Somebody' } },
      { at: '2026-01-01T00:00:00.000Z' },
      { until: erased.recordedAt },
      { uncertain: true },
      { observedAt: erased.recordedAt },
      { shared: ['text'] },
      { stream: 'report' },
    ]) {
      Object.assign(erased, again);
      expect(verifyExport(exported).faults).toEqual([
        { index: 5, message: expect.stringMatching(/says something again/) },
      ]);
      Object.assign(erased, left, { until: null, stream: 'incident' });
    }
    last.data['leafHash'] = last.prev;
    rehash(exported, COUNT - 1);
    exported.log = logOf(entries, signer, PLACES);
    expect(verifyExport(exported).faults).toEqual([
      { index: 5, message: expect.stringMatching(/no entry says that it was erased/) },
    ]);
  });

  it('from before there was a log is checked by its hashes, and says what that is worth', () => {
    const { log: _log, ...old } = fresh();
    expect(verifyExport(old).faults).toEqual([]);
    expect(verdictWords(verifyExport(old))).toMatch(/carries no proof of the log/);
    expect(verifyExport(old, { key: signer.text }).faults).toHaveLength(1);
  });

  it('is nothing else', () => {
    for (const text of ['', '{', '[]', '{"format":"dns-cert-record"}', '{"format":"x","entries":[]}', 'null'])
      expect([text, readExport(text)]).toEqual([text, null]);
  });
});

describe("an operator's slice", () => {
  function slice(): SliceExport {
    const entries = entriesOf().slice(4, 12);
    const full = exportOf();
    return {
      format: 'dns-cert-record-slice',
      version: 1,
      of: { kind: 'incident', id: STREAM, number: '2026-000001' },
      operator: { id: OPERATOR },
      entries: entries.map(({ salt, leafHash: hash, ...content }) => ({
        content: sharedContent(content),
        salt: hex(sharedSalt(Buffer.from(salt ?? '', 'hex'))),
        hidden: hex(hashOfOwn(content, Buffer.from(salt ?? '', 'hex'))),
        leafHash: hash,
      })),
      log: { ...(full.log as ExportedLog), entries: (full.log?.entries ?? []).slice(4, 12) },
    };
  }

  it('is proven without what it leaves out', () => {
    expect(verifyExport(slice())).toMatchObject({ faults: [], entries: 8 });
    expect(JSON.stringify(slice())).not.toMatch(
      /private|Responder|0198c0de-0000-7000-8000-000000000001"[^]*streamId/,
    );
  });

  it.each<[string, (given: SliceExport) => unknown, number | null]>([
    ['an edit', ({ entries }) => (entries[2] ? (entries[2].content.data['to'] = 'affected') : 0), 2],
    [
      'another time',
      ({ entries }) => (entries[0] ? (entries[0].content.at = '2026-01-01T00:00:00.000Z') : 0),
      0,
    ],
    ['an entry left out', ({ entries }) => entries.splice(3, 1), 3],
    [
      'an entry twice',
      (given) => (
        given.entries.splice(1, 0, ...given.entries.slice(1, 2)),
        given.log.entries.splice(1, 0, ...given.log.entries.slice(1, 2))
      ),
      2,
    ],
    ['two that changed places', (given) => (given.entries.reverse(), given.log.entries.reverse()), 1],
    ['another operator', (given) => (given.operator = { id: STREAM }), 0],
  ])('shows %s', (_what, act, first) => {
    const given = slice();
    act(given);
    expect(verifyExport(given).faults[0]?.index).toBe(first);
  });
});
