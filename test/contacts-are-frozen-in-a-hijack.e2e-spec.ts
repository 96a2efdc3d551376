import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { readContactKey } from '#libs/mail';
import { openIncident } from './fixtures/casework.ts';
import type { IncidentView } from './fixtures/casework.ts';
import { ContactDesk, press } from './fixtures/contact-changes.ts';
import type { ChangeView } from './fixtures/contact-changes.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import type { Api } from './harness/api.ts';
import { buildOnce, Program } from './harness/program.ts';
import { QUEUES, TestService } from './harness/service.ts';

// Each command is a process of its own; on a busy machine that takes seconds.
jest.setTimeout(240_000);

const NOC = 'noc@taken.example';
const SECURITY = 'security@taken.example';
const HIJACK = {
  summary: 'The delegation of .aa was hijacked at the registry, names are redirected',
  kind: 'registry-hijack',
  severity: 'high',
  ongoing: true,
  resources: [{ type: 'tld', value: 'aa' }],
};

describe(`contacts are frozen in a hijack (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let other: Api;
  let duty: Api;
  let neighbour: Api;
  let stranger: Api;
  let desk: ContactDesk;
  let key: TestKey;
  let incident: IncidentView;
  let turn = 10;

  beforeAll(async () => {
    test = await TestService.start({ env: { AUTO_NOTIFY: 'off', CLOSURE_SLICES: 'off' } });
    key = await openpgpKey(NOC);
    await test.importOperators(
      {
        slug: 'taken',
        tlds: ['aa'],
        contacts: [
          { email: NOC, role: 'noc', key: key.publicKey },
          { email: SECURITY, role: 'security', order: 2 },
        ],
      },
      { slug: 'calm', tlds: ['bb'], contacts: [{ email: 'noc@calm.example', role: 'noc' }] },
    );
    // The import of the harness reads no keys.
    const { fingerprint } = await readContactKey(key.publicKey);
    await test.sql('UPDATE contacts SET key_fingerprint = $1 WHERE key_armored IS NOT NULL', [fingerprint]);
    staff = await test.signUp('responder');
    other = await test.signUp('lead');
    duty = await test.signUp('operator', { operator: 'taken', email: 'duty@taken.example' });
    neighbour = await test.signUp('operator', { operator: 'calm' });
    stranger = test.api();
    desk = new ContactDesk(test, 'taken', staff);
  });
  afterAll(() => test.stop());

  const hijack = async (more: Record<string, unknown> = {}) => {
    incident = await openIncident(test, staff, { ...HIJACK, ...more });
  };
  const over = async () => {
    for (const to of ['triaging', 'coordinating', 'monitoring', 'closed'])
      await staff.post(`incidents/${incident.id}/transitions`, { to, reason: 'It is over' });
    await looked();
  };
  /** The worker has looked at every change that is open. */
  const looked = async () => {
    await test.jump(61);
    await test.settled();
    await new Promise((later) => setTimeout(later, 500));
    await test.settled();
  };
  /** Something new to ask for. */
  const ask = (api: Api = duty) => desk.ask(api, SECURITY, { order: (turn += 1) });
  const byKey = async (change: ChangeView) =>
    duty.post<ChangeView & { code: string }>(`contact-changes/${change.id}/confirmation`, {
      signature: await key.clearSign(change.challenge ?? ''),
    });
  const order = async () => (await desk.contact(SECURITY)).order;
  const stateOf = async ({ id }: ChangeView) => (await desk.change(id)).state;

  it('what is asked in a hijack is held, says so without a word of why, and goes on when it is over', async () => {
    const before = await order();
    await hijack();
    let asked: ChangeView | undefined;
    expect(
      await desk.mailed(async () => {
        asked = await ask();
      }),
    ).toEqual([]);
    const held = asked as ChangeView;
    expect([held.state, held.expiresAt]).toEqual(['frozen', null]);
    const seen = await duty.get<ChangeView>(`contact-changes/${held.id}`);
    expect(seen.body.next).toMatch(/held at the moment/);
    expect(seen.text).not.toMatch(/hijack|incident/i);
    expect(seen.text).not.toContain(incident.number);
    // What is harmless at other times waits too.
    const name = await desk.edit(duty, NOC, { name: 'Somebody else' });
    expect([name.status, name.body.change?.state]).toEqual([202, 'frozen']);
    // Days do not make it run out.
    await test.jump(5 * 86_400);
    await looked();
    expect(await stateOf(held)).toBe('frozen');
    expect(await order()).toBe(before);
    const listed = await staff.get<{ items: ChangeView[] }>('contact-changes?state=frozen');
    expect(listed.body.items.map(({ id }) => id)).toContain(held.id);

    const mails = await desk.mailed(over);
    expect(mails).toContain(NOC);
    expect(await stateOf(held)).toBe('asked');
    expect((await byKey(await desk.change(held.id))).body.state).toBe('applied');
    expect(await order()).toBe(turn);
  });

  it('nobody else is held', async () => {
    await hijack();
    const calm = new ContactDesk(test, 'calm', staff);
    expect((await calm.ask(neighbour, 'noc@calm.example', { order: 7 })).state).toBe('asked');
    await over();
  });

  it('asked before and confirmed during it: by the old key it is kept and done after; a link counts for nothing', async () => {
    const before = await order();
    const signed = await ask();
    const mailed = await desk.ask(duty, SECURITY, { phone: '+64 4 555 5555' });
    await test.settled();
    const [secret = ''] = desk.links(NOC).slice(-1);
    await hijack();
    // Before any worker has looked.
    expect(await stateOf(signed)).toBe('frozen');
    const kept = await byKey(signed);
    expect([kept.status, kept.body.state, kept.body.confirmation?.how]).toEqual([200, 'frozen', 'old_key']);
    expect((await byKey(signed)).status).toBe(409);
    const pressed = await press(stranger, secret, 'confirm');
    expect([pressed.status, pressed.body.code]).toEqual([409, 'contact_change.held']);
    const page = await stranger.call('GET', `/contact-change/${secret}`, undefined, { accept: 'text/html' });
    // Around it are the words of every page, of what this service is.
    const [said = page.text] = /<main[^]*<\/main>/.exec(page.text) ?? [];
    expect([page.status, /hijack|incident/i.test(said)]).toEqual([409, false]);
    await looked();
    expect((await press(stranger, secret, 'confirm')).status).toBe(409);
    expect(await order()).toBe(before);
    await over();
    expect([await stateOf(signed), await order()]).toEqual(['applied', turn]);
    // The old link stays dead, a new one was mailed.
    expect(await stateOf(mailed)).toBe('asked');
    expect((await press(stranger, secret, 'confirm')).status).toBe(404);
    const [fresh = ''] = desk.links(NOC).slice(-1);
    expect(fresh).not.toBe(secret);
    expect((await press(stranger, fresh, 'confirm')).body.state).toBe('applied');
  });

  it('two of the CERT who did not ask may let it go on, and it has to be confirmed all the same', async () => {
    await hijack();
    const before = await order();
    const asked = await ask(other);
    const override = (api: Api) =>
      api.post<{ state: string; code: string }>(`contact-changes/${asked.id}/freeze-override`, {
        reason: 'The attacker still has the old mailbox',
      });
    expect((await override(duty)).status).toBe(403);
    expect((await override(other)).body.code).toBe('contact_change.second_person');
    expect((await override(staff)).body.state).toBe('frozen');
    expect((await override(staff)).body.code).toBe('contact_change.second_person');
    expect((await byKey(asked)).body.state).toBe('frozen');
    expect(await order()).toBe(before);
    const third = await test.signUp('lead');
    expect((await override(third)).body.state).toBe('applied');
    expect(await order()).toBe(turn);
    const given = await test.sql<{ data: { reason: string } }>(
      `SELECT data FROM audit_entries WHERE type = 'contact.freeze_overridden' AND subject_id = $1`,
      [asked.id],
    );
    expect(given.map(({ data }) => data.reason)).toEqual(
      Array(2).fill('The attacker still has the old mailbox'),
    );
    await over();
  });

  it('an operator’s own word does not untie it, the CERT’s does', async () => {
    await hijack();
    const asked = await ask();
    const affected = `incidents/${incident.id}/affected/${await test.operatorId('taken')}`;
    expect((await duty.put(affected, { state: 'not_affected' })).status).toBe(200);
    await looked();
    expect(await stateOf(asked)).toBe('frozen');
    expect((await staff.put(affected, { state: 'not_affected', reason: 'Looked at it' })).status).toBe(200);
    await looked();
    expect(await stateOf(asked)).toBe('asked');
    await over();
  });

  it('an exercise freezes nothing, and so does no other kind', async () => {
    await hijack({ exercise: true });
    expect(await stateOf(await ask())).toBe('asked');
    await over();
    await hijack({ kind: 'ddos', summary: 'A flood against the servers of .aa' });
    const asked = await ask();
    expect(await stateOf(asked)).toBe('asked');
    // Judged anew, it is one.
    const { body } = await staff.get<{ version: number }>(`incidents/${incident.id}`);
    const judged = await staff.patch(
      `incidents/${incident.id}`,
      { kind: 'nameserver-takeover' },
      { 'if-match': `"${body.version}"` },
    );
    expect(judged.status).toBe(200);
    expect(await stateOf(asked)).toBe('frozen');
    await over();
  });

  it('an incident that opens while a change is being confirmed comes wholly before it', async () => {
    const before = await order();
    const asked = await ask();
    const { id } = (await staff.get<IncidentView>(`incidents/${incident.id}`)).body;
    const client = new pg.Client({ connectionString: test.databaseUrl });
    await client.connect();
    try {
      // As a person who opens it again: done, and not committed yet.
      await client.query('BEGIN');
      await client.query(`UPDATE incidents SET state = 'coordinating' WHERE id = $1`, [id]);
      let isAnswered = false;
      const answer = byKey(asked).finally(() => (isAnswered = true));
      await new Promise((later) => setTimeout(later, 700));
      expect(isAnswered).toBe(false);
      await client.query('COMMIT');
      expect((await answer).body.state).toBe('frozen');
      expect(await order()).toBe(before);
    } finally {
      await client.end();
    }
    for (let round = 0; round < 5; round += 1) {
      await over();
      const next = await ask();
      await Promise.all([
        byKey(next),
        test.sql(`UPDATE incidents SET state = 'coordinating' WHERE id = $1`, [id]),
      ]);
      const { state } = await desk.change(next.id);
      expect([state, await order()]).toEqual(
        state === 'applied' ? ['applied', turn] : ['frozen', expect.any(Number)],
      );
    }
    await over();
  });

  it('the admin command refuses too, unless told why not', async () => {
    buildOnce();
    await hijack();
    const folder = mkdtempSync(join(tmpdir(), 'dnscert-freeze-'));
    const file = join(folder, 'directory.json');
    const dnscert = (...args: string[]) =>
      Program.dnscert(args, { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir });
    const operator = (slug: string, email: string) => ({
      slug,
      name: `Registry ${slug}`,
      kind: 'tld_manager',
      contacts: [{ email, role: 'management', order: 3 }],
    });
    try {
      writeFileSync(
        file,
        JSON.stringify({
          operators: [operator('calm', 'ceo@calm.example'), operator('taken', 'ceo@evil.example')],
        }),
      );
      const refused = await dnscert('operators', 'import', file);
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^taken: .*--despite-freeze/) });
      expect(await desk.addresses()).toEqual([NOC, SECURITY]);
      expect(await test.sql(`SELECT 1 FROM contacts WHERE email = 'ceo@calm.example'`)).toEqual([]);
      const done = await dnscert('operators', 'import', file, '--despite-freeze', 'Asked for in person');
      expect([done.code, done.stderr]).toEqual([0, '']);
      expect(await desk.addresses()).toContain('ceo@evil.example');
      const entries = await test.sql<{ data: Record<string, unknown> }>(
        `SELECT data FROM audit_entries WHERE type IN ('contact.changed', 'contact.freeze_overridden')
            AND operator_id = $1 AND actor ->> 'name' = 'operators import' ORDER BY at DESC, id DESC LIMIT 2`,
        [await test.operatorId('taken')],
      );
      expect(entries.map(({ data }) => data)).toEqual(
        expect.arrayContaining([
          { reason: 'Asked for in person' },
          expect.objectContaining({ what: 'added', despiteFreeze: 'Asked for in person' }),
        ]),
      );
      // Again, it changes nothing, so there is nothing to refuse.
      expect((await dnscert('operators', 'import', file)).code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
      await over();
    }
  });
});
