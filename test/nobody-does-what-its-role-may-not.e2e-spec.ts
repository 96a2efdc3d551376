import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bodyFields,
  columnNames,
  eachOf,
  namesField,
  queryFields,
  stateOf,
} from './fixtures/extra-fields.ts';
import type { OpenApi } from './fixtures/extra-fields.ts';
import { messagesOf, textOf } from './fixtures/mails.ts';
import { CALLERS } from './fixtures/rights/callers.ts';
import type { Caller, SESSION_CALLERS, TOKEN_CALLERS } from './fixtures/rights/callers.ts';
import { OPERATIONS } from './fixtures/rights/every-operation.ts';
import { NOWHERE, UNKNOWN } from './fixtures/rights/operation.ts';
import type { Operation } from './fixtures/rights/operation.ts';
import { thingsOf } from './fixtures/rights/things.ts';
import type { Things } from './fixtures/rights/things.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

/** ms; each of these asks thousands of times. */
const LONG = 300_000;

const PASSWORD = 'correct horse battery';
const methodOf = (name: string) => name.replace(/ .*/, '').toUpperCase();
describe(`nobody does what its role may not (queues on ${QUEUES})`, () => {
  let test: TestService;
  let callers: Record<(typeof TOKEN_CALLERS)[number], Api>;
  let own: Things;
  let foreign: Things;

  beforeAll(async () => {
    test = await TestService.start();
    for (const letter of ['a', 'b'])
      await test.importOperators({
        slug: `registry-${letter}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, name: `Noc of ${letter}`, role: 'security' }],
      });
    callers = {
      nobody: test.api(),
      operator: await test.signUp('operator', {
        operator: 'registry-a',
        email: 'duty@registry-a.example',
        password: PASSWORD,
      }),
      responder: await test.signUp('responder'),
      lead: await test.signUp('lead', { email: 'lead@staff.example', password: PASSWORD }),
      observer: await test.signUp('observer'),
      submitOnly: await test.signUp('operator', { operator: 'registry-a', scopes: ['report:submit'] }),
      readOnly: await test.signUp('responder', { scopes: ['read'] }),
    };
    own = await thingsOf(test, callers.operator, 'registry-a', 'aa');
    foreign = await thingsOf(
      test,
      await test.signUp('operator', { operator: 'registry-b', email: 'duty@registry-b.example' }),
      'registry-b',
      'bb',
    );
  });
  afterAll(() => test.stop());

  const addresses = { operatorInPerson: 'duty@registry-a.example', leadInPerson: 'lead@staff.example' };

  /** Anew each time: some operations end sessions. */
  async function inSession(who: (typeof SESSION_CALLERS)[number]): Promise<Api> {
    return test.signIn(addresses[who], PASSWORD);
  }

  /** Of mails, for the walk over bodies: behind a link that is not open none is looked at. */
  async function openLinks(lead: Api): Promise<Record<string, string>> {
    const invited = { email: 'invited@staff.example', role: 'responder' };
    expect((await lead.post('invitations', invited)).status).toBe(201);
    expect((await test.api().post('password-resets', { email: addresses.leadInPerson })).status).toBe(202);
    const linkTo = (page: string) =>
      messagesOf(test.sink)
        .map(({ raw }) => new RegExp(`/${page}/[\\w-]{43}`).exec(textOf(raw))?.[0])
        .findLast((link) => link !== undefined);
    const pages = ['invitation', 'password-reset', 'contact-change'];
    await until(() => pages.every((page) => linkTo(page) !== undefined));
    const list = { slug: 'everybody', name: 'Everybody', tlp: 'CLEAR', open: true };
    expect((await lead.post('lists', list)).status).toBe(201);
    return {
      ...Object.fromEntries(pages.map((page) => [`post /${page}/{secret}`, linkTo(page) ?? ''])),
      'post /lists/{slug}': '/lists/everybody',
    };
  }

  async function ask(caller: Caller, name: string, operation: Operation, things: Things): Promise<Answer> {
    const api =
      caller === 'operatorInPerson' || caller === 'leadInPerson' ? await inSession(caller) : callers[caller];
    return api.call(methodOf(name), operation.path(things), operation.body);
  }

  it('and no operation is left out', async () => {
    const document = await test
      .api()
      .get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
    const operations = Object.entries(document.body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(Object.entries(OPERATIONS))('%s', async (name, operation) => {
    const answers: [Caller, number][] = [];
    for (const caller of CALLERS) answers.push([caller, (await ask(caller, name, operation, own)).status]);
    expect(Object.fromEntries(answers)).toEqual(operation.expected);
  });

  const foreignOperations = Object.entries(OPERATIONS).filter(
    ([, { foreign: status }]) => status !== undefined,
  );

  it.each(foreignOperations)("%s of another operator's", async (name, operation) => {
    const answer = await ask('operator', name, operation, foreign);
    expect(answer.status).toBe(operation.foreign);
    expect(answer.text).not.toMatch(/@registry-b|Noc of b/);
    // What is there and hidden looks as what is not there.
    if (answer.status !== 404) return;
    const nothing = Object.fromEntries(Object.keys(own).map((key) => [key, NOWHERE])) as unknown as Things;
    const { body } = await ask('operator', name, operation, nothing);
    expect({ ...body, requestId: '' }).toEqual({ ...answer.body, requestId: '' });
  });

  it('of an incident that touches two, an operator sees no trace of the other', async () => {
    const other = await test.signUp('operator', {
      operator: 'registry-b',
      email: 'second@registry-b.example',
    });
    const id = own.incident;
    const put = await callers.responder.put(`incidents/${id}/affected/${foreign.operatorId}`, {
      state: 'not_told',
    });
    expect(put.status).toBe(200);
    const told = await callers.responder.post<{ id: string }>(`incidents/${id}/notifications`, {
      template: 'update',
      audience: { affected: true },
      body: 'We are at it.',
    });
    expect(told.status).toBe(201);
    await test.settled();
    expect((await callers.operator.post(`incidents/${id}/notes`, { body: 'Secret of a' })).status).toBe(201);
    const note = await other.post<{ id: string }>(`incidents/${id}/notes`, { body: 'Secret of b' });
    expect(note.status).toBe(201);
    const [delivery] = await test.sql<{ id: string }>(
      'SELECT id FROM deliveries WHERE operator_id = $1 AND notification_id = $2',
      [foreign.operatorId, told.body.id],
    );
    const acknowledged = await other.post(`deliveries/${delivery?.id ?? ''}/acknowledgement`, {
      answer: 'affected',
      comment: 'Secret of b',
    });
    expect(acknowledged.status).toBe(200);

    const secretsOf = (letter: string, { operatorId, slug }: Things) => [
      slug,
      `@${slug}`,
      `Noc of ${letter}`,
      `Secret of ${letter}`,
      operatorId,
    ];
    const tracesOf = async (secrets: string[], api: Api, report: string) => {
      const paths = ['', '/timeline', '/reports', '/affected', '/notes'].map(
        (rest) => `incidents/${id}${rest}`,
      );
      const traces: string[] = [];
      for (const path of [...paths, 'incidents', 'reports', `reports/${report}`]) {
        const { status, text } = await api.get(path);
        expect([path, status]).toEqual([path, 200]);
        for (const secret of secrets) if (text.includes(secret)) traces.push(`${secret} in ${path}`);
      }
      return traces;
    };
    const ofB = [
      ...secretsOf('b', foreign),
      foreign.report,
      foreign.incident,
      delivery?.id ?? '-',
      note.body.id,
    ];
    const ofA = [...secretsOf('a', own), own.report, own.delivery];
    expect(await tracesOf(ofB, callers.operator, own.report)).toEqual([]);
    expect(await tracesOf(ofA, other, foreign.report)).toEqual([]);
    // The words are there to be leaked: whose they are sees them.
    expect((await other.get(`incidents/${id}/notes`)).text).toContain('Secret of b');
  });

  it('a token that was revoked or has run out, or whose person has left, opens nothing', async () => {
    const signUps = ['revoked', 'expired', 'left'].map(async (name) => {
      const api = await test.signUp('responder', { email: `${name}@staff.example` });
      expect((await api.get('session')).status).toBe(200);
      return api;
    });
    const apis = await Promise.all(signUps);
    const token = (email: string, set: string) =>
      test.sql(`UPDATE api_tokens t SET ${set} FROM users u WHERE u.id = t.user_id AND u.email = $1`, [
        email,
      ]);
    await token('revoked@staff.example', 'revoked_at = dnscert_now()');
    await token('expired@staff.example', 'expires_at = dnscert_now()');
    await test.sql(`UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'left@staff.example'`);
    for (const api of apis) {
      const { status, headers } = await api.get('incidents');
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="dns-cert"']);
    }
    for (const authorization of ['Bearer', 'Bearer dnsc_', `Bearer dnsc_${UNKNOWN}`, `Basic ${UNKNOWN}`])
      expect((await test.api().get('incidents', { authorization })).status).toBe(401);
    const lower = { authorization: `bearer ${callers.responder.token ?? ''}` };
    expect((await test.api().get('incidents', lower)).status).toBe(200);
  });

  describe('in the great table', () => {
    let document: OpenApi;
    let number: string;
    const operationOf = (name: string) => {
      const [method = '', path = ''] = name.split(' ');
      return document.paths[path]?.[method];
    };

    beforeAll(async () => {
      document = (await test.api().get<OpenApi>('/api/openapi.json')).body;
      const [row] = await test.sql<{ number: string }>('SELECT number FROM incidents WHERE id = $1', [
        foreign.incident,
      ]);
      number = row?.number ?? '';
    });

    it(
      'no answer of any operation tells any caller what is not its own',
      async () => {
        const gone = await test.signUp('operator', {
          operator: 'registry-a',
          email: 'gone@registry-a.example',
        });
        await test.sql(
          `UPDATE users SET deactivated_at = dnscert_now() WHERE email = 'gone@registry-a.example'`,
        );
        const email = 'late@registry-a.example';
        await test.signUp('operator', { operator: 'registry-a', email, password: 'a long password' });
        const signedIn = await test.api().post('session', { email, password: 'a long password' });
        const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
        expect((await test.api().get('session', { cookie })).status).toBe(200);
        await test.sql(
          `UPDATE sessions SET expires_at = dnscert_now() FROM users u WHERE u.id = user_id AND u.email = $1`,
          [email],
        );
        const asked: Record<string, (name: string, operation: Operation, things: Things) => Promise<Answer>> =
          {
            ...Object.fromEntries(
              CALLERS.map((caller) => [
                caller,
                (name: string, operation: Operation, things: Things) => ask(caller, name, operation, things),
              ]),
            ),
            'a token of one who left': (name, { path, body }, things) =>
              gone.call(methodOf(name), path(things), body),
            'a session that ended': (name, { path, body }, things) =>
              test.api().call(methodOf(name), path(things), body, { cookie }),
          };
        const staffs: string[] = ['responder', 'lead', 'readOnly', 'leadInPerson'];
        // Whose TLD it is stands in the directory for all; its case, its people and its words do not.
        const ofForeign = [
          '@registry-b',
          'Noc of b',
          'under .bb',
          foreign.report,
          foreign.incident,
          foreign.delivery,
          foreign.notification,
          number,
        ];
        const secrets = ['$argon2', ...Object.values(callers).flatMap(({ token }) => token ?? [])];
        const leaks: string[] = [];
        let answers = 0;
        for (const [name, operation] of Object.entries(OPERATIONS))
          for (const [whose, things] of [
            ['own', own],
            ['foreign', foreign],
          ] as const)
            for (const [caller, askAs] of Object.entries(asked)) {
              const { status, text, headers } = await askAs(name, operation, things);
              const whole = text + JSON.stringify([...headers.entries()]);
              answers += 1;
              const hidden = [...secrets, ...(staffs.includes(caller) ? [] : ofForeign)];
              for (const marker of hidden)
                if (whole.includes(marker)) leaks.push(`${marker} in ${name} (${whose}) to ${caller}`);
              // Whoever is nobody any more gets what nobody gets, where it is not the same for all.
              const isForSome = new Set(Object.values(operation.expected)).size > 1;
              if (caller.startsWith('a ') && isForSome && status !== operation.expected.nobody)
                leaks.push(`${name} answers ${status} to ${caller}`);
            }
        const [operations, who] = [Object.keys(OPERATIONS).length, Object.keys(asked).length];
        expect(answers).toBe(operations * who * 2);
        process.stdout.write(
          `${operations} operations × ${who} callers × own/foreign: ${leaks.length} leaks\n`,
        );
        expect(leaks).toEqual([]);
        // They are there to be leaked.
        expect((await callers.lead.get(`incidents/${foreign.incident}`)).text).toContain('under .bb');
      },
      LONG,
    );

    it(
      'no body takes a column of ours that is no field of its own',
      async () => {
        const columns = columnNames(test);
        expect(columns).toEqual(
          expect.arrayContaining(['role', 'operatorId', 'operator_id', 'passwordHash']),
        );
        // The table asked for more resets than are allowed at a time.
        await test.jump(3_601);
        // Sessions are rows too: opened before the state is kept.
        const inPersons = {
          operatorInPerson: await inSession('operatorInPerson'),
          leadInPerson: await inSession('leadInPerson'),
        };
        const links = await openLinks(inPersons.leadInPerson);
        await test.settled();
        const url = await test.webApart();
        const apis = Object.fromEntries(
          Object.entries({ ...callers, ...inPersons }).map(([who, { token, cookie }]) => [
            who,
            new Api(url, token, cookie),
          ]),
        );
        const before = await stateOf(test);
        const accepted: string[] = [];
        let tried = 0;
        const bodies = Object.entries(OPERATIONS).filter(
          ([, { body, readsNoBody }]) => body !== undefined && readsNoBody === undefined,
        );
        const documentedOf = (name: string) =>
          operationOf(name)?.requestBody === undefined
            ? (OPERATIONS[name]?.columns ?? [])
            : bodyFields(operationOf(name));
        const legitimate = bodies.map(([name]) => [
          name,
          columns.filter((column) => documentedOf(name).includes(column)),
        ]);
        const said = bodies.map(([name, { columns: ours = [] }]) => [name, ours]);
        expect(Object.fromEntries(legitimate)).toEqual(Object.fromEntries(said));
        for (const [name, operation] of bodies) {
          const documented = documentedOf(name);
          const caller = CALLERS.find((one) => ![401, 403].includes(operation.expected[one])) ?? 'lead';
          await eachOf(
            columns.filter((column) => !documented.includes(column)),
            async (column) => {
              const body = { ...(operation.body as object), [column]: 'x' };
              const api = apis[caller] ?? test.api();
              const answer = await api.call(methodOf(name), links[name] ?? operation.path(own), body);
              tried += 1;
              if (!namesField(answer, column))
                accepted.push(`${name} ${column}: ${answer.status} ${answer.text}`);
            },
          );
        }
        process.stdout.write(
          `${tried} extra fields on ${bodies.length} bodies: ${accepted.length} accepted\n`,
        );
        expect(accepted).toEqual([]);
        expect(await stateOf(test)).toBe(before);
      },
      LONG,
    );

    it(
      'no list takes one as a question that it does not know',
      async () => {
        const columns = columnNames(test);
        const accepted: string[] = [];
        let tried = 0;
        const lists = Object.entries(OPERATIONS).filter(
          ([name]) => name.startsWith('get ') && queryFields(operationOf(name)).length > 0,
        );
        expect(lists.length).toBeGreaterThanOrEqual(6);
        const inPerson = await inSession('leadInPerson');
        const url = await test.webApart();
        for (const [name, operation] of lists) {
          const known = queryFields(operationOf(name));
          const { lead, operator } = operation.expected;
          const { token, cookie } =
            lead !== 403 ? callers.lead : operator !== 403 ? callers.operator : inPerson;
          const asker = new Api(url, token, cookie);
          await eachOf(
            columns.filter((column) => !known.includes(column)),
            async (column) => {
              const path = operation.path(own);
              const answer = await asker.get(`${path}${path.includes('?') ? '&' : '?'}${column}=x`);
              tried += 1;
              if (!namesField(answer, column)) accepted.push(`${name} ${column}: ${answer.status}`);
            },
          );
        }
        process.stdout.write(
          `${tried} unknown questions on ${lists.length} lists: ${accepted.length} accepted\n`,
        );
        expect(accepted).toEqual([]);
      },
      LONG,
    );
  });
});
