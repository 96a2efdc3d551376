import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { Transactions } from '#libs/database';
import { readContactKey } from '#libs/mail';
import { Approvals, NextContacts } from '#libs/notifications';
import type { SliceExport } from '#libs/timeline';
import { affectedBySlug, openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { fieldOf, messagesOf, recipientsOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import type { Api } from './harness/api.ts';
import { built } from './harness/checkout.ts';
import { buildOnce } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

const CLEAR = 'noc@op-aa.example';
const SEALED = 'noc@op-bb.example';
const SECOND = 'security@op-dd.example';
const MOST = 2;

interface Brought {
  text: string;
  name: string;
  file: string;
  slice: SliceExport;
}

describe(`an operator gets its part of the record at closure (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let second: Api;
  let third: Api;
  let key: TestKey;
  let incident: IncidentView;
  let folder: string;

  beforeAll(async () => {
    buildOnce();
    folder = await mkdtemp(join(tmpdir(), 'dnscert-slice-'));
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', MASS_SEND_OPERATORS: String(MOST) } });
    await test.importOperators(
      { slug: 'op-aa', tlds: ['aa'], contacts: [{ email: CLEAR, role: 'noc', encryption: 'never' }] },
      { slug: 'op-bb', tlds: ['bb'], contacts: [{ email: SEALED, role: 'noc', language: 'fr' }] },
      { slug: 'op-cc', tlds: ['cc'], contacts: [{ email: 'noc@op-cc.example', role: 'noc' }] },
      {
        slug: 'op-dd',
        tlds: ['dd'],
        contacts: [
          { email: 'noc@op-dd.example', role: 'noc' },
          { email: SECOND, role: 'security', order: 2 },
        ],
      },
    );
    key = await openpgpKey(SEALED);
    const { fingerprint } = await readContactKey(key.publicKey);
    await test.sql(
      `UPDATE contacts SET key_armored = $2, key_fingerprint = $3, key_algorithm = 'Ed25519' WHERE email = $1`,
      [SEALED, key.publicKey, fingerprint],
    );
    staff = await test.signUp('responder');
    second = await test.signUp('responder');
    third = await test.signUp('lead');
    incident = await opened(['aa', 'bb']);
    await tell(staff, incident.id, { template: 'notice', audience: { affected: true } });
    await test.settled();
  });
  afterAll(async () => {
    await test.stop();
    await rm(folder, { recursive: true });
  });

  const opened = (tlds: string[], more: Record<string, unknown> = {}) =>
    openIncident(test, staff, {
      summary: `Nothing resolves under .${tlds.join(', .')}`,
      severity: 'high',
      kind: 'authoritative-outage',
      resources: tlds.map((value) => ({ type: 'tld', value })),
      ...more,
    });
  const close = async (id: string, way = ['triaging', 'coordinating', 'monitoring', 'closed']) => {
    messagesOf(test.sink).length = 0;
    for (const to of way)
      expect((await staff.post(`incidents/${id}/transitions`, { to, reason: 'It is over' })).status).toBe(
        200,
      );
    await test.settled();
  };
  const rawTo = (email: string) =>
    messagesOf(test.sink).find(({ to }) => to.includes(email))?.raw ?? Buffer.alloc(0);
  const read = async (bytes: Buffer): Promise<Brought> => {
    const { text = '', attachments } = await PostalMime.parse(bytes);
    const [file] = attachments.filter(({ mimeType }) => mimeType === 'application/json');
    const content = Buffer.from((file?.content ?? new ArrayBuffer(0)) as ArrayBuffer).toString('utf8');
    return {
      text,
      name: file?.filename ?? '',
      file: content,
      slice: JSON.parse(content) as SliceExport,
    };
  };
  const ownKey = async () => (await test.api().get('/.well-known/dnscert.asc')).text;
  const sealed = async () => (await openSealed(rawTo(SEALED), key.secretKey ?? '', await ownKey())).inner;
  const waiting = async () =>
    (await staff.get<{ items: { id: string; template: string }[] }>('notifications?state=awaiting_approval'))
      .body.items;
  const endOf = ({ slice }: Brought) => {
    const moves = slice.entries.filter(({ content }) => content.type === 'incident.state_changed');
    return moves.at(-1)?.content.data['to'];
  };

  it('each its own alone, as its contact wants its mail, and nobody is asked anything', async () => {
    const before = await affectedBySlug(test, staff, incident.id);
    await close(incident.id);
    expect(recipientsOf(test.sink)).toEqual([CLEAR, SEALED]);
    const [ofA, ofB] = [await read(rawTo(CLEAR)), await read(await sealed())];
    expect(fieldOf(rawTo(CLEAR), 'Content-Type')).toMatch(/^multipart\/signed/);
    expect(fieldOf(rawTo(SEALED), 'Content-Type')).toMatch(/^multipart\/encrypted/);
    expect(ofA.text).toContain(`node dnscert-verify.mjs ${ofA.name}`);
    expect(ofB.text).toContain('est clos');
    const [aId, bId] = [await test.operatorId('op-aa'), await test.operatorId('op-bb')];
    for (const [own, id, other] of [
      [ofA, aId, ['op-bb', bId, '.bb', SEALED]],
      [ofB, bId, ['op-aa', aId, '.aa', CLEAR]],
    ] as const) {
      expect(own.slice).toMatchObject({ of: { id: incident.id, number: incident.number }, operator: { id } });
      expect([own.name, endOf(own)]).toEqual([`incident-${incident.number}-record.json`, 'closed']);
      expect(own.slice.entries.some(({ content }) => content.type === 'delivery.sent')).toBe(true);
      for (const word of other) expect([word, (own.file + own.text).includes(word)]).toEqual([word, false]);
      expect(own.text).not.toContain('/ack/');
    }
    expect(await affectedBySlug(test, staff, incident.id)).toEqual(before);
  });

  it('which it can check in an empty folder, by a program that everybody can fetch', async () => {
    const { name, file } = await read(rawTo(CLEAR));
    const program = await test.api().get('/record/dnscert-verify.mjs');
    expect(program.status).toBe(200);
    expect(program.text).toBe(await readFile(built('dnscert-verify.mjs'), 'utf8'));
    await writeFile(join(folder, 'dnscert-verify.mjs'), program.text);
    await writeFile(join(folder, name), file);
    expect((await readdir(folder)).sort()).toEqual(['dnscert-verify.mjs', name]);
    const verify = () =>
      spawnSync(process.execPath, ['dnscert-verify.mjs', name], { cwd: folder, encoding: 'utf8', env: {} });
    const whole = verify();
    expect([whole.status, whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toMatch(/^The record is whole: \d+ entries.*\nEach entry is in the log /);
    await writeFile(join(folder, name), file.replace('"to": "closed"', '"to": "rejected"'));
    expect(verify()).toMatchObject({ status: 1, stdout: expect.stringMatching(/^The record was changed/) });
  });

  it('once a closure, and a newer one when it is closed again', async () => {
    const first = (await read(rawTo(CLEAR))).slice.entries.length;
    await close(incident.id, ['coordinating', 'monitoring', 'closed']);
    expect(recipientsOf(test.sink)).toEqual([CLEAR, SEALED]);
    const again = await read(rawTo(CLEAR));
    expect(again.slice.entries.length).toBeGreaterThan(first);
    const asked = await test.sql(`SELECT 1 FROM announcements WHERE closed_at IS NOT NULL`);
    expect(asked).toHaveLength(2);
  });

  it('more than one person may mail wait for two; an exercise says so everywhere', async () => {
    const drill = await opened(['aa', 'bb', 'cc'], { exercise: true });
    await close(drill.id);
    expect(recipientsOf(test.sink)).toEqual([]);
    const items = await waiting();
    expect(items).toMatchObject([{ template: 'record-slice', approval: { needed: 2, operators: 3 } }]);
    for (const api of [second, third])
      await api.post(`notifications/${items[0]?.id ?? ''}/approval`, { decision: 'approve' });
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([CLEAR, SEALED, 'noc@op-cc.example']);
    const own = await read(rawTo(CLEAR));
    expect(fieldOf(rawTo(CLEAR), 'Subject')).toContain('[EXERCISE]');
    expect(own.text).toContain('EXERCISE - EXERCISE');
    expect(own.slice.of).toMatchObject({ exercise: true });
  });

  it('what waits for two is not sent where the incident was opened again, and is taken away', async () => {
    const { id } = await opened(['aa', 'bb', 'cc']);
    await close(id);
    const [held] = await waiting();
    await close(id, ['coordinating']);
    const approve = async (api: Api, proposed?: string) => {
      const { status, body } = await api.post(`notifications/${proposed ?? ''}/approval`, {
        decision: 'approve',
      });
      return [status, body['code']];
    };
    expect((await approve(second, held?.id))[0]).toBe(200);
    expect(await approve(third, held?.id)).toEqual([409, 'notification.opened_again']);
    // Closed again, and the old one is as worthless.
    await close(id, ['monitoring', 'closed']);
    expect(await approve(third, held?.id)).toEqual([409, 'notification.opened_again']);
    const approvals = test.service.app.get(Approvals);
    expect(await Promise.all([approvals.expire(), approvals.expire()])).toContain(1);
    expect(await approve(third, held?.id)).toEqual([409, 'notification.not_waiting']);
    const ends = (await timelineOf(staff, id)).filter(({ type }) => type === 'notification.rejected');
    expect(ends.map(({ data }) => [data['notificationId'], data['reason']])).toEqual([
      [held?.id, 'The incident was opened again.'],
    ]);
    const [newer, ...others] = await waiting();
    expect(others).toEqual([]);
    for (const api of [second, third]) expect((await approve(api, newer?.id))[0]).toBe(200);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([CLEAR, SEALED, 'noc@op-cc.example']);
  });

  it('whoever got a slice alone was told nothing: a silent operator has them as its next contact', async () => {
    const { id } = await opened(['dd']);
    await tell(staff, id, { template: 'notice', audience: { affected: true } });
    await test.settled();
    const mark = (since: string) =>
      test.sql(`UPDATE contacts SET undeliverable_since = ${since} WHERE email = 'noc@op-dd.example'`);
    await mark('now()');
    await close(id);
    expect(recipientsOf(test.sink)).toEqual([SECOND]);
    await mark('NULL');
    await close(id, ['coordinating']);
    // Had it waited until now, it would not go out any more.
    const [late] = await test.sql<{ id: string }>(
      `UPDATE deliveries d SET state = 'queued', raw = NULL, rung_at = NULL, due_at = dnscert_now() FROM notifications n
        WHERE n.id = d.notification_id AND n.template = 'record-slice' AND d.incident_id = $1 RETURNING d.id`,
      [id],
    );
    await test.jump(1);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([]);
    expect(await test.sql('SELECT state, reason FROM deliveries WHERE id = $1', [late?.id])).toEqual([
      { state: 'withheld', reason: expect.stringMatching(/^The incident was opened again: /) },
    ]);
    const { app } = test.service;
    const operatorId = await test.operatorId('op-dd');
    const tellNext = () =>
      app.get(Transactions).run((tx) => app.get(NextContacts).tell(tx, id, operatorId, new Date()));
    expect((await tellNext())?.contact).toBe(SECOND);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([SECOND]);
    expect(await tellNext()).toBeNull();
  });
});
