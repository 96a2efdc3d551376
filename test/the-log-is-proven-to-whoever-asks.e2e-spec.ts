import { createHash, createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type {
  CheckpointView,
  ConsistencyProofView,
  HealthView,
  InclusionProofView,
  LeavesView,
  StaffTimelineView,
} from '#libs/contracts';
import { Tokens } from '#libs/access';
import { dataSourceOptions, Transactions } from '#libs/database';
import {
  NoteSigner,
  Sealer,
  Timeline,
  verifyExport,
  WholeCheck,
  wholeVerdict,
  Witnesses,
} from '#libs/timeline';
import type { RecordExport, SliceExport } from '#libs/timeline';
import { RecordAnchors } from '../apps/server/record/record-anchors.ts';
import { acceptKey } from '../apps/server/commands/key.ts';
import { acceptRecordKey, recordKeyFileOf } from '../apps/server/own-keys/record-key-file.ts';
import { openIncident } from './fixtures/casework.ts';
import { certified, pemOf, timestampAnswer } from './fixtures/timestamp-authority.ts';
import { naivePath, naiveProof, naiveRoot } from './fixtures/naive-log.ts';
import type { Api } from './harness/api.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const SPKI = bytes('302a300506032b6570032100');

describe(`the log is proven to whoever asks (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let operator: Api;
  let id: string;
  let sealer: Sealer;
  /** Of before the log changed its key. */
  let earlier: CheckpointView;

  beforeAll(async () => {
    test = await TestService.start({
      smtp: false,
      env: { AUTO_NOTIFY: 'off', RECORD_ANCHOR_TO: 'keeper@outside.example' },
    });
    staff = await test.signUp('responder');
    await test.importOperators({
      slug: 'op-a',
      tlds: ['aa'],
      contacts: [{ email: 'noc@op-a.example', role: 'noc', order: 1, encryption: 'never' }],
    });
    operator = await test.signUp('operator', { operator: 'op-a' });
    ({ id } = await openIncident(test, staff, { summary: 'Something slow', severity: 'low' }));
    sealer = test.service.app.get(Sealer);
  });
  afterAll(async () => {
    await sealer.beforeApplicationShutdown();
    await test.stop();
  });

  const head = async () => (await staff.get<CheckpointView>('record/checkpoint')).body;
  const unsealed = async () => {
    const [row] = await test.sql<{ count: number }>(
      `SELECT count(*)::int FROM timeline_entries e WHERE NOT EXISTS (
         SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)`,
    );
    return row?.count ?? -1;
  };
  /** ms until nothing waits. */
  const sealed = async (limit = 5_000): Promise<number> => {
    const begun = performance.now();
    while ((await unsealed()) > 0) {
      if (performance.now() - begun > limit) throw new Error('the record is not sealed');
      await sleep(20);
    }
    return performance.now() - begun;
  };
  const leafHashes = async (api = staff): Promise<Buffer[]> => {
    const found: Buffer[] = [];
    for (let from: number | null = 0; from !== null;) {
      const { body }: { body: LeavesView } = await api.get<LeavesView>(`record/entries?from=${from}&limit=7`);
      expect(body.items.map(({ index }) => index)).toEqual(body.items.map((_, at) => found.length + at));
      found.push(...body.items.map(({ leafHash }) => bytes(leafHash)));
      from = body.next;
    }
    return found;
  };
  const note = (text: string) => staff.post(`incidents/${id}/notes`, { body: text });
  const finding = async (wanted: 'record' | 'anchors') =>
    (await staff.get<HealthView>('health')).body.findings.find(({ look }) => look === wanted);
  const record = () => finding('record');

  it('with a key of its own, which nobody else can read', async () => {
    expect((await stat(join(test.dataDir, 'keys', 'record.pem'))).mode & 0o777).toBe(0o600);
    await sealed();
    const { key, note: signed, origin, size, root } = await head();
    const [text = '', signature = ''] = signed.split('\n\n— ');
    expect(text).toBe(`${origin}\n${size}\n${bytes(root).toString('base64')}`);
    const [name, , publicKey = ''] = key.split('+', 2).concat(key.split('+').slice(2).join('+'));
    expect([name, signature.split(' ')[0]]).toEqual([origin, origin]);
    const spki = Buffer.concat([SPKI, Buffer.from(publicKey, 'base64').subarray(1)]);
    const signer = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const sig = Buffer.from(signature.split(' ')[1] ?? '', 'base64').subarray(4);
    expect(verify(null, Buffer.from(`${text}\n`), signer, sig)).toBe(true);
  });

  it('by an outside reading of RFC 6962: every leaf, every earlier head', async () => {
    for (let count = 0; count < 5; count += 1) await note(`note ${count}`);
    await sealed();
    const { size, root } = await head();
    const leaves = await leafHashes();
    expect([leaves.length, naiveRoot(leaves).toString('hex')]).toEqual([size, root]);
    for (let index = 0; index < size; index += 1) {
      const { body } = await staff.get<InclusionProofView>(`record/proof?index=${index}`);
      expect([body.root, body.size, bytes(body.leafHash)]).toEqual([root, size, leaves[index]]);
      expect(body.proof.map(bytes)).toEqual(naivePath(index, leaves));
      const { body: earlier } = await staff.get<ConsistencyProofView>(`record/proof?from=${index}`);
      expect(earlier.from.root).toBe(naiveRoot(leaves.slice(0, index)).toString('hex'));
      expect(earlier.to).toEqual({ size, root });
      if (index > 0) expect(earlier.proof.map(bytes)).toEqual(naiveProof(index, leaves));
    }
    const middle = await staff.get<InclusionProofView>(`record/proof?index=1&size=${size - 2}`);
    expect(middle.body.proof.map(bytes)).toEqual(naivePath(1, leaves.slice(0, size - 2)));
  });

  it('and each entry of a timeline says where it stands, within a second', async () => {
    await note('the newest');
    expect(await sealed()).toBeLessThan(1_000);
    const { body } = await staff.get<StaffTimelineView>(`incidents/${id}/timeline`);
    const leaves = await leafHashes();
    let before = -1;
    for (const { log, leafHash = '' } of body.items) {
      expect(leaves[log?.index ?? -1]?.toString('hex')).toBe(leafHash);
      expect(log?.index).toBeGreaterThan(before);
      before = log?.index ?? -1;
      const proof = await staff.get<InclusionProofView>(log?.proof ?? '');
      expect([proof.status, proof.body.index]).toEqual([200, log?.index]);
    }
  });

  it('while an operator gets hashes, and learns of nothing whose they are', async () => {
    const own = await operator.get<LeavesView>('record/entries?limit=1000');
    const all = await staff.get<LeavesView>('record/entries?limit=1000');
    expect(own.body.items).toEqual(all.body.items.map((leaf) => ({ ...leaf, entry: null })));
    expect(all.body.items[0]?.entry).toEqual({ streamId: expect.any(String), index: 0 });
    expect((await operator.get('record/proof?index=0')).status).toBe(200);
  });

  it.each([
    ['', 400],
    ['?index=1&from=1', 400],
    ['?index=-1', 400],
    ['?index=x', 400],
    ['?leafHash=ab', 400],
    ['?from=1&size=2', 400],
    ['?index=1&to=2', 400],
    ['?place=1', 400],
    ['?index=1000000000', 404],
    ['?index=9007199254740993', 400],
    ['?from=1000000000', 404],
    ['?from=3&to=2', 404],
    ['?index=0&size=0', 404],
    ['?index=1&size=1000000000', 404],
    [`?leafHash=${'0'.repeat(64)}`, 404],
  ])('and what cannot be proven is refused: %s', async (query, status) => {
    expect([query, (await staff.get(`record/proof${query}`)).status]).toEqual([query, status]);
  });

  it('with no entry left out that was written by a transaction which began early and ended late', async () => {
    const late = new pg.Client({ connectionString: test.databaseUrl });
    await late.connect();
    const streams: string[] = [];
    try {
      await late.query('BEGIN');
      await late.query('SELECT pg_current_xact_id()');
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => note(`meanwhile ${at}`)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      // Others are sealed although it is open still.
      await sealed();
      const { rows } = await late.query<{ stream_id: string }>(
        `INSERT INTO timeline_entries (stream_id, index, stream, at, recorded_at, actor, type, data, salt, prev_hash, leaf_hash)
         SELECT gen_random_uuid(), 0, stream, at, recorded_at, actor, type, data, salt, NULL, leaf_hash FROM timeline_entries LIMIT 1
         RETURNING stream_id`,
      );
      streams.push(...rows.map(({ stream_id }) => stream_id));
      await late.query('COMMIT');
    } finally {
      await late.end();
    }
    // What it wrote is of another stream, so its hash does not fit: it is seen, gets no place, and people are told.
    const seen = async () => test.sql('SELECT stream_id, index FROM record_faults');
    while ((await seen()).length === 0) await sleep(20);
    expect(await seen()).toEqual(streams.map((stream_id) => ({ stream_id, index: 0 })));
    expect(await record()).toMatchObject({ state: 'bad', figures: { faulty: 1, alarm: null } });
    await test.sqlAsSuperuser(
      `SET session_replication_role = replica; DELETE FROM timeline_entries WHERE stream_id = '${streams[0]}'; DELETE FROM record_faults`,
    );
    expect((await record())?.state).toBe('ok');
  });

  it('in one order of all, gapless, when several seal at once', async () => {
    const answers = Promise.all(Array.from({ length: 30 }, (_, at) => note(`at once ${at}`)));
    for (let round = 0; round < 20; round += 1) await Promise.all([sealer.seal(), sealer.seal()]);
    await answers;
    await sealed();
    const leaves = await leafHashes();
    const { size, root } = await head();
    expect([leaves.length, naiveRoot(leaves).toString('hex')]).toEqual([size, root]);
    const wrong = await test.sql(
      `SELECT 1 FROM record_leaves a JOIN record_leaves b USING (stream_id) WHERE a.index < b.index AND a.log_index > b.log_index`,
    );
    expect(wrong).toEqual([]);
  });

  describe('with what people say of single entries:', () => {
    const timeline = async (api = staff) =>
      (await api.get<StaffTimelineView>(`incidents/${id}/timeline`)).body.items;
    const whole = async () => {
      await sealed();
      const { body } = await staff.get<RecordExport>(`incidents/${id}/record`);
      expect(verifyExport(body).faults).toEqual([]);
      return (await test.service.app.get(WholeCheck).run()).faults;
    };

    it('facts with two clocks and how sure one is, which are corrected by others and never edited', async () => {
      const from = '2026-03-01T02:00:00.000Z';
      const to = '2026-03-01T03:00:00.000Z';
      const stated = { what: 'Answers failed', from, to, uncertain: true, observedAt: to };
      expect(await staff.post(`incidents/${id}/facts`, stated)).toMatchObject({ status: 201, body: stated });
      const first = (await timeline()).at(-1);
      expect(first).toMatchObject({
        type: 'fact.stated',
        at: from,
        until: to,
        uncertain: true,
        observedAt: to,
      });
      const corrected = { what: 'Answers failed from the start', from, corrects: first?.index };
      expect((await staff.post(`incidents/${id}/facts`, corrected)).status).toBe(201);
      const entries = await timeline();
      expect(entries.at(-2)).toEqual({ ...first, log: expect.anything() });
      expect(entries.at(-1)?.data['corrects']).toEqual({ index: first?.index, leafHash: first?.leafHash });
      for (const [body, status] of [
        [{ ...stated, corrects: 0 }, 409],
        [{ ...stated, to: '2026-03-01T01:00:00Z' }, 400],
        [{ ...stated, from: 'yesterday' }, 400],
        [{ ...stated, at: from }, 400],
      ] as const)
        expect([body, (await staff.post(`incidents/${id}/facts`, body)).status]).toEqual([body, status]);
      expect(await whole()).toEqual([]);
    });

    it('and erasure of what one says, by a lead, with every proof as it was', async () => {
      await staff.post(`incidents/${id}/facts`, {
        what: 'The flat is at 7 Made Up Street',
        from: '2026-03-01T02:00:00Z',
      });
      await sealed();
      const entry = (await timeline()).at(-1);
      const proven = () =>
        staff.get<InclusionProofView>(`${entry?.log?.proof ?? ''}&size=${before.body.size}`);
      const before = await staff.get<InclusionProofView>(entry?.log?.proof ?? '');
      const erasure = `incidents/${id}/timeline/${entry?.index ?? -1}/erasure`;
      expect((await staff.post(erasure, { reason: 'A home address' })).status).toBe(403);
      const lead = await test.signUp('lead');
      expect((await lead.post(erasure, {})).status).toBe(400);
      expect((await lead.post(erasure, { reason: 'A home address' })).status).toBe(200);
      expect((await lead.post(erasure, { reason: 'A home address' })).status).toBe(409);
      const [gone, told] = (await timeline()).slice(-2);
      expect(gone).toMatchObject({
        index: entry?.index,
        type: 'fact.stated',
        data: {},
        erased: true,
        leafHash: entry?.leafHash,
      });
      expect(told).toMatchObject({
        type: 'entry.erased',
        data: {
          index: entry?.index,
          leafHash: entry?.leafHash,
          entryType: 'fact.stated',
          reason: 'A home address',
        },
      });
      expect(
        (await lead.post(`incidents/${id}/timeline/${told?.index ?? -1}/erasure`, { reason: 'x' })).status,
      ).toBe(409);
      expect(await test.sql(`SELECT 1 FROM timeline_entries WHERE data::text LIKE '%Made Up%'`)).toEqual([]);
      expect((await proven()).body).toEqual(before.body);
      expect(await whole()).toEqual([]);
    });

    it('and the part of each that concerns an operator, which it can check by itself', async () => {
      const filed = await operator.post<{ id: string; receipt: { sha256: string } }>('reports', {
        summary: 'Nothing resolves under .aa',
        severity: 'high',
        resources: [{ type: 'tld', value: 'aa' }],
      });
      await test.settled();
      await sealed();
      const receipt = (await operator.get<SliceExport>(`reports/${filed.body.id}/record`)).body;
      expect(verifyExport(receipt)).toMatchObject({ faults: [], entries: 1 });
      expect(receipt.entries[0]?.content).toMatchObject({
        type: 'report.received',
        data: { sha256: filed.body.receipt.sha256, operatorId: await test.operatorId('op-a') },
      });
      const { body: report } = await operator.get<{ incidentId: string }>(`reports/${filed.body.id}`);
      // Of a time before anybody knew of it.
      const stated = { what: 'Our uplink failed', from: '2026-03-01T02:00:00.000Z' };
      expect((await operator.post(`incidents/${report.incidentId}/facts`, stated)).status).toBe(201);
      await sealed();
      const shown = await operator.get<StaffTimelineView>(`incidents/${report.incidentId}/timeline`);
      const own = { type: 'fact.stated', at: stated.from, data: { what: stated.what } };
      expect(shown.body.items).toContainEqual(expect.objectContaining(own));
      await staff.post(`incidents/${report.incidentId}/notes`, { body: 'Nothing for them' });
      const slice = (await operator.get<SliceExport>(`incidents/${report.incidentId}/record`)).body;
      expect(verifyExport(slice).faults).toEqual([]);
      expect(slice.entries.map(({ content }) => content.type)).toContain('fact.stated');
      for (const { content } of slice.entries) {
        const { operatorId: _own, ...data } = content.data;
        expect(shown.body.items).toContainEqual(
          expect.objectContaining({ type: content.type, at: content.at, data, actor: content.actor }),
        );
      }
      expect((await operator.get(`incidents/${id}/record`)).status).toBe(404);
      const [first] = slice.entries;
      if (first !== undefined) first.content.data['state'] = 'never was';
      expect(verifyExport(slice).faults[0]?.index).toBe(0);
    });
  });

  it('and leaves the house each day, by mail and for everybody to read, with the word of a timestamp server', async () => {
    const tsa = await certified();
    const asked: Buffer[] = [];
    const server = createServer((request, response) => {
      void buffer(request).then(async (query) => {
        asked.push(query);
        response.end(await timestampAnswer(query, tsa));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trusted = join(test.dataDir, 'tsa.pem');
    await writeFile(trusted, pemOf(tsa));
    Object.assign(test.config, {
      RECORD_TIMESTAMP_URL: `http://127.0.0.1:${port}/`,
      RECORD_TIMESTAMP_CA_FILE: trusted,
    });
    const anchors = test.service.app.get(RecordAnchors);
    await anchors.anchorDue();
    await Promise.all([anchors.anchorDue(), anchors.anchorDue()]);
    await test.jump(86_400);
    await note('of the next day');
    await sealed();
    await anchors.anchorDue();
    await test.settled();
    server.close();
    const list = (await test.api().get('/record/anchors')).text.trim().split('\n');
    expect(list).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d+ stamped$/),
      expect.stringMatching(/ stamped$/),
    ]);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    const [day = '', size] = list[0]?.split(' ') ?? [];
    expect((await test.api().get(`/record/anchors/${day}`)).text).toMatch(
      new RegExp(`^\\S+\\n${size ?? ''}\\n`),
    );
    expect((await test.api().get(`/record/anchors/${day}/timestamp`)).status).toBe(200);
    for (const wrong of ['2001-01-01', 'x', '2026-13-45', "2026-01-01'"])
      expect([wrong, (await test.api().get(`/record/anchors/${wrong}`)).status]).toEqual([wrong, 404]);
    const mails = await test.sql<{ recipient: { email: string } }>(
      `SELECT d.recipient FROM deliveries d JOIN notifications n ON n.id = d.notification_id WHERE n.template = 'record-anchor'`,
    );
    expect(mails.map(({ recipient }) => recipient.email)).toEqual([
      'keeper@outside.example',
      'keeper@outside.example',
    ]);
  });

  it('and people are told when it does not leave, gets to nobody, or is not stamped', async () => {
    expect(await finding('anchors')).toMatchObject({ state: 'ok', figures: { missed: [], unstamped: 0 } });
    // It answers to whatever is asked of one head alone.
    const tsa = await certified();
    let refusing = '';
    const server = createServer((request, response) => {
      void buffer(request).then(async (query) =>
        response.end(query.includes(bytes(refusing)) ? '<html>' : await timestampAnswer(query, tsa)),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    Object.assign(test.config, { RECORD_TIMESTAMP_URL: undefined, RECORD_TIMESTAMP_CA_FILE: undefined });
    const anchors = test.service.app.get(RecordAnchors);
    for (const text of ['of an earlier day', 'of the day after it']) {
      await note(text);
      await sealed();
      await test.jump(86_400);
      await anchors.anchorDue();
    }
    const [newest, earlierDay] = await anchors.all();
    refusing = createHash('sha256')
      .update(newest?.note ?? '')
      .digest('hex');
    Object.assign(test.config, { RECORD_TIMESTAMP_URL: url });
    await expect(anchors.anchorDue()).rejects.toThrow(/not stamped: \d{4}-\d\d-\d\d: .*cannot be read/);
    // The newest, which comes first, does not keep the other from its stamp.
    expect([
      (await anchors.of(newest?.day ?? ''))?.token,
      (await anchors.of(earlierDay?.day ?? ''))?.token,
    ]).toEqual([null, expect.any(Buffer)]);
    await test.jump(2 * 3_600);
    // It may be the next day by now.
    await anchors.anchorDue().catch(() => undefined);
    server.close();
    expect(await finding('anchors')).toMatchObject({ state: 'warn', figures: { missed: [], unstamped: 1 } });
    await test.settled();
    await test.sql(
      `UPDATE deliveries SET state = 'bounced' WHERE notification_id IN (SELECT id FROM notifications WHERE template = 'record-anchor')`,
    );
    const unreached = await finding('anchors');
    expect(unreached).toMatchObject({ state: 'warn', figures: { unreached: ['keeper@outside.example'] } });
    expect(unreached?.text).toMatch(/does not reach keeper@outside.example/);
    // Another address is set, and another server.
    Object.assign(test.config, {
      RECORD_ANCHOR_TO: ['other@outside.example'],
      RECORD_TIMESTAMP_URL: undefined,
    });
    expect(await finding('anchors')).toMatchObject({ state: 'ok', todo: null });
    await test.jump(2 * 86_400);
    await anchors.anchorDue();
    const missed = await finding('anchors');
    expect([missed?.state, (missed?.figures as { missed: string[] }).missed.length]).toEqual(['warn', 1]);
  });

  it('under a key that is changed, also where it was lost: all earlier heads are good, and each export has the key of its head', async () => {
    await note('under the first key');
    await sealed();
    earlier = await head();
    await sealer.beforeApplicationShutdown();
    const file = recordKeyFileOf(test.config);
    const old = `${file}.lost`;
    await rename(file, old);
    const transactions = test.service.app.get(Transactions);
    const accepted = await acceptKey(test.service, {}, ['record']);
    expect(accepted.text).toContain(`Nothing vouches for it: whoever trusts ${earlier.key} must be told`);
    const signer = await acceptRecordKey(test.config, transactions.reader);
    const exported = async () =>
      (await staff.get<RecordExport>(`incidents/${id}/record?since=${earlier.size}`)).body;
    // Nothing has been signed with it yet.
    expect(await head()).toEqual(earlier);
    expect(verifyExport(await exported(), { key: earlier.key }).faults).toEqual([]);
    sealer = new Sealer(transactions, { signer });
    sealer.start();
    await note('under the second key');
    await sealed();
    expect(await head()).toMatchObject({ key: signer.text, origin: earlier.origin });
    expect(signer.text).not.toBe(earlier.key);
    const continued = await exported();
    expect(verifyExport(continued, { key: signer.text, checkpoint: earlier.note }).faults).toEqual([]);
    expect(verifyExport(continued, { key: earlier.key }).faults).toMatchObject([
      { index: null, message: expect.stringMatching(/another key than the one you trust, and nothing in/) },
    ]);
    // The file of the first key turns up.
    const strange = join(test.dataDir, 'strange.pem');
    await writeFile(strange, NoteSigner.newText(), { mode: 0o600 });
    for (const wrong of [file, strange, join(test.dataDir, 'none.pem')])
      await expect(acceptKey(test.service, { old: wrong }, ['record'])).rejects.toThrow(
        /Nothing was changed/,
      );
    expect((await head()).vouchers).toEqual([]);
    const vouched = await acceptKey(test.service, { old }, ['record']);
    expect(vouched.text).toContain(`${earlier.key} vouches for it`);
    const { size } = await head();
    expect((await head()).vouchers).toEqual([
      { by: earlier.key, key: signer.text, size, note: expect.stringContaining(signer.text) },
    ]);
    await note('after it was vouched for');
    await sealed();
    expect(verifyExport(await exported(), { key: earlier.key })).toMatchObject({
      faults: [],
      log: { key: { by: 'vouchers', changes: [{ to: signer.text, size }] } },
    });
    await expect(test.sql('UPDATE record_vouchers SET size = 0')).rejects.toMatchObject({ code: '42501' });
    expect((await test.service.app.get(WholeCheck).run()).faults).toEqual([]);
  });

  it('and witnessed from elsewhere, by who says aloud when it was rewritten', async () => {
    buildOnce();
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-e2e-'));
    const tokenFile = join(folder, 'token');
    await test.signUp('observer', { email: 'witness@watch.example' });
    const { token } = await test.service.app
      .get(Tokens)
      .issueFor('witness@watch.example', 'witness', ['read', 'write']);
    await writeFile(tokenFile, token, { mode: 0o600 });
    const { key: logKey } = await head();
    const looks = (...more: string[]) =>
      Program.dnscert(
        [
          '--json',
          'witness',
          '--log',
          test.url,
          '--log-key',
          logKey,
          '--token-file',
          tokenFile,
          '--folder',
          folder,
          '--name',
          'watch.example',
          '--once',
          ...more,
        ],
        {},
      );
    await sealed();
    // It was away since before the log changed its key.
    await writeFile(join(folder, 'seen.txt'), earlier.note);
    expect(await looks()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not signed with the key/),
    });
    // Nobody knows it here yet.
    expect(await looks('--log-key', earlier.key)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/answered 400/),
    });
    const signer = NoteSigner.fromText(
      await readFile(join(folder, 'witness.pem'), 'utf8'),
      'watch.example',
      'witness',
    );
    if (signer === null) throw new Error('no key');
    await test.service.app.get(Witnesses).trust(signer.key);
    await note('seen by two');
    await sealed();
    const seen = await looks();
    expect([seen.code, seen.stderr]).toEqual([0, '']);
    const { size, cosignatures, witnesses, lastWitnessedSize } = await head();
    expect(JSON.parse(seen.stdout)).toMatchObject({ size, key: signer.text });
    expect(cosignatures).toEqual([{ witness: 'watch.example', at: expect.stringMatching(/Z$/) }]);
    expect([witnesses, lastWitnessedSize]).toEqual([[{ name: 'watch.example', key: signer.text }], size]);
    const exported = (await staff.get<RecordExport>(`incidents/${id}/record`)).body;
    expect(verifyExport(exported).log?.witnessed.map(({ name }) => name)).toEqual(['watch.example']);
    // Whoever made an export may name in it whom it likes.
    const another = NoteSigner.fromText(NoteSigner.newText(), 'watch.example', 'witness')?.text ?? '';
    for (const [witness, names] of [
      [signer.text, ['watch.example']],
      [another, []],
    ] as const)
      expect(verifyExport(exported, { witnesses: [witness] }).log?.witnessed.map(({ name }) => name)).toEqual(
        names,
      );
    await note('that it does not see');
    await sealed();
    await test.jump(2 * 86_400);
    expect(await finding('anchors')).toMatchObject({ state: 'warn', figures: { silent: ['watch.example'] } });
    // As if the log had shown it another head before: it has the log's signature, and the log does not continue it.
    const own = NoteSigner.fromText(
      await readFile(join(test.dataDir, 'keys', 'record.pem'), 'utf8'),
      logKey.split('+')[0] ?? '',
      'log',
    );
    await writeFile(
      join(folder, 'seen.txt'),
      own?.sign(`${logKey.split('+')[0] ?? ''}\n3\n${Buffer.alloc(32).toString('base64')}\n`) ?? '',
    );
    const forked = await looks();
    expect(forked).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not continue the one of 3/),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('forked-'))).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  describe('and held as a whole against what others have of it:', () => {
    const check = () => test.service.app.get(WholeCheck).run();
    /** What the check says after somebody with all rights did this; nothing of it stays. */
    const after = async (act: (tx: EntityManager) => Promise<unknown>): Promise<string[]> => {
      const source = await new DataSource(
        dataSourceOptions({ url: test.superuserUrl, pool: 1 }),
      ).initialize();
      const runner = source.createQueryRunner();
      try {
        await runner.startTransaction('REPEATABLE READ');
        await runner.query('SET LOCAL session_replication_role = replica');
        await act(runner.manager);
        return (await wholeVerdict(runner.manager)).faults
          .filter(({ streamId }) => streamId === 'log')
          .map(({ message }) => message);
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
        await source.destroy();
      }
    };

    it('it fits, and says how much of it there is', async () => {
      await sealed();
      const { faults, outside } = await check();
      expect(faults).toEqual([]);
      const [counted] = await test.sql<{ anchors: number; stamps: number; cosignatures: number }>(
        `SELECT count(*)::int AS anchors, count(timestamp_token)::int AS stamps,
                (SELECT count(*)::int FROM record_cosignatures) AS cosignatures FROM record_anchors`,
      );
      expect([outside, outside.stamps > 1, outside.cosignatures > 0]).toEqual([counted, true, true]);
      expect(await after((tx) => tx.query('UPDATE record_anchors SET note = note'))).toEqual([]);
    });

    it('it does not where all was made anew and signed, by whoever has the key of the record as well', async () => {
      const { origin } = await head();
      const text = await readFile(recordKeyFileOf(test.config), 'utf8');
      const key = NoteSigner.fromText(text, origin, 'log');
      const told = await after(async (tx) => {
        await tx.query('UPDATE record_leaves SET leaf_hash = sha256(leaf_hash) WHERE log_index = 1');
        const rows = await tx.query<{ leaf_hash: Buffer }[]>(
          'SELECT leaf_hash FROM record_leaves ORDER BY log_index',
        );
        const leaves = rows.map(({ leaf_hash }) => leaf_hash);
        for (const { size } of await tx.query<{ size: string }[]>('SELECT size FROM record_checkpoints')) {
          const root = naiveRoot(leaves.slice(0, Number(size)));
          const signed = key?.sign(`${origin}\n${size}\n${root.toString('base64')}\n`);
          await tx.query('UPDATE record_checkpoints SET root = $2, note = $3 WHERE size = $1', [
            size,
            root,
            signed,
          ]);
        }
      });
      expect(told.filter((words) => !words.startsWith('tile'))).toEqual([
        expect.stringMatching(/^the head that left on \d{4}-\d\d-\d\d, of size \d+ is of another tree/),
        expect.stringMatching(/^the head of size \d+ is not the one that watch\.example signed/),
      ]);
    });

    it.each([
      [`UPDATE record_anchors SET note = 'x'`, /left on \S+ bears no signature of this log/],
      [`UPDATE record_anchors SET size = size + 1`, /left on \S+ is of \d+ entries, and its row says/],
      [
        `UPDATE record_anchors a SET timestamp_token = b.timestamp_token FROM record_anchors b
          WHERE a.day <> b.day AND a.size <> b.size AND b.timestamp_token IS NOT NULL`,
        /left on \S+ is not the one that was stamped: .* about something else/,
      ],
      [`UPDATE record_anchors SET timestamp_token = '\\x00'`, /is not the one that was stamped/],
      [
        `UPDATE record_cosignatures SET witnessed_at = witnessed_at - interval '1 day'`,
        /watch\.example signed the head of size \d+ at another time/,
      ],
      [`UPDATE record_cosignatures SET line = 'x'`, /is not the one that watch\.example signed/],
      [`UPDATE record_witnesses SET public_key = sha256('x')`, /is not the one that watch\.example signed/],
      [
        `DELETE FROM record_checkpoints WHERE size IN (SELECT size FROM record_cosignatures)`,
        /the head of size \d+ that watch\.example signed is gone/,
      ],
    ])('and it is told that it does not after %s', async (statement, words) => {
      const told = await after((tx) => tx.query(statement));
      expect(told).toContainEqual(expect.stringMatching(words));
    });

    it('also where a witness has changed its key since', async () => {
      const next = NoteSigner.fromText(NoteSigner.newText(), 'watch.example', 'witness');
      if (next === null) throw new Error('no key');
      for (let twice = 0; twice < 2; twice += 1) await test.service.app.get(Witnesses).trust(next.key);
      expect((await check()).faults).toEqual([]);
    });

    it.each([
      `UPDATE record_anchors SET note = 'x'`,
      'UPDATE record_anchors SET timestamp_token = NULL WHERE timestamp_token IS NOT NULL',
      'DELETE FROM record_anchors',
      'TRUNCATE record_anchors',
      `UPDATE record_keys SET origin = 'x'`,
      'DELETE FROM record_keys',
      'TRUNCATE record_keys',
      `UPDATE record_cosignatures SET line = 'x'`,
      'DELETE FROM record_cosignatures',
      'TRUNCATE record_cosignatures',
    ])('none of which the service itself can take back, even with the right to: %s', async (statement) => {
      await expect(test.sql(statement)).rejects.toMatchObject({ code: '42501' });
      const tables = 'record_anchors, record_keys, record_cosignatures';
      await test.sqlAsSuperuser(`GRANT ALL ON ${tables} TO dnscert`);
      await expect(test.sql(statement)).rejects.toThrow(/the record is append-only/);
      await test.sqlAsSuperuser(
        `REVOKE UPDATE, DELETE, TRUNCATE ON ${tables} FROM dnscert;
         GRANT UPDATE (timestamp_token) ON record_anchors TO dnscert; GRANT UPDATE (accepted_at) ON record_keys TO dnscert`,
      );
    });
  });

  it('with the places of many that wait at once in the order in which they were written, batch by batch', async () => {
    const other = new pg.Client({ connectionString: test.databaseUrl });
    await other.connect();
    const { size } = await head();
    // As if another process sealed, and stood.
    await other.query(`SELECT pg_advisory_lock(x'5345414c'::int)`);
    const timeline = test.service.app.get(Timeline);
    const transactions = test.service.app.get(Transactions);
    const entry = {
      type: 'note.added' as const,
      actor: { kind: 'system' as const, name: 'test' },
      data: {},
    };
    const stream = () => ({ stream: 'report' as const, id: uuidv7() });
    // By a clock that was ahead first, and was set back before streams went on.
    const begun = [40, 0, 20].map((daysAhead) => ({
      now: new Date(Date.now() + daysAhead * 86_400_000),
      streams: Array.from({ length: 600 }, stream),
    }));
    for (const { now, streams } of begun)
      await transactions.run((tx) =>
        timeline.beginAll(
          tx,
          now,
          streams.map((one) => ({ stream: one, entries: Array.from({ length: 6 }, () => entry) })),
        ),
      );
    await transactions.run((tx) =>
      timeline.appendAll(
        tx,
        begun.flatMap(({ streams }) =>
          streams.slice(0, 50).map((one) => ({ stream: one, entries: [entry] })),
        ),
      ),
    );
    const wanted = await test.sql<{ place: string }>(
      `SELECT stream_id || '/' || index AS place
         FROM (SELECT e.*, max(recorded_at) OVER (PARTITION BY stream_id ORDER BY index) AS settled_at FROM timeline_entries e
                WHERE NOT EXISTS (SELECT 1 FROM record_leaves l WHERE l.stream_id = e.stream_id AND l.index = e.index)) AS e
        ORDER BY settled_at, stream_id, index`,
    );
    await other.end();
    await sealed(20_000);
    const places = await test.sql<{ place: string }>(
      `SELECT stream_id || '/' || index AS place FROM record_leaves WHERE log_index >= $1 ORDER BY log_index`,
      [size],
    );
    expect(wanted.length).toBeGreaterThan(10_000);
    expect(places.slice(0, wanted.length).every(({ place }, at) => place === wanted[at]?.place)).toBe(true);
    const [line] = await test.sql<{ passed: number; kept: number }>(
      'SELECT backlog_passed::int AS passed, (SELECT count(*)::int FROM record_backlog) AS kept FROM record_sealing',
    );
    expect([line?.kept, (line?.passed ?? 0) >= wanted.length]).toEqual([0, true]);
    const { faults, sealed: leaves } = await test.service.app.get(WholeCheck).run();
    expect([faults, leaves]).toEqual([[], size + places.length]);
  });

  it('and goes on in a database that came out of a dump, whose transactions count anew', async () => {
    await sealer.beforeApplicationShutdown();
    await test.sql(`UPDATE record_sealing SET sealed_before = '9000000000000000'`);
    const { reader } = test.service.app.get(Transactions);
    sealer = new Sealer(test.service.app.get(Transactions), {
      signer: await acceptRecordKey(test.config, reader),
    });
    sealer.start();
    const started = async () =>
      (await test.sql(`SELECT 1 FROM record_sealing WHERE sealed_before < '9000000000000000'`)).length > 0;
    while (!(await started())) await sleep(20);
    await note('after the dump');
    expect(await sealed()).toBeLessThan(5_000);
  });

  it('and nothing more is signed once the store is not what was signed', async () => {
    const before = await head();
    await test.sqlAsSuperuser(
      // The uppermost, of which every root is made.
      `UPDATE record_tiles SET hashes = set_byte(hashes, 5, (get_byte(hashes, 5) + 1) % 256)
        WHERE level = (SELECT max(level) FROM record_tiles) AND number = 0`,
    );
    await note('after the intruder');
    let found = await record();
    while (found?.state !== 'bad') {
      await sleep(20);
      found = await record();
    }
    expect(found).toMatchObject({
      figures: { alarm: expect.stringMatching(/not those that this process signed/) },
    });
    expect(await unsealed()).toBe(1);
    expect(await head()).toEqual(before);
  });
});
