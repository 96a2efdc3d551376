import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { parse } from 'csv-parse/sync';
import { People } from '#libs/access';
import { EXPORT_FORMATS } from '#libs/contracts';
import { ATTACKS } from './fixtures/attacks.ts';
import { hostileGround, idIn, published } from './fixtures/hostile-ground.ts';
import type { HostileGround } from './fixtures/hostile-ground.ts';
import { messagesOf, textOf } from './fixtures/mails.ts';
import { filled, inParallel, neededQuery } from './fixtures/operations.ts';
import type { Schema } from './fixtures/operations.ts';
import { Api } from './harness/api.ts';
import type { Answer } from './harness/api.ts';
import { itInBrowser, openBrowser, watch } from './harness/browser.ts';
import { QUEUES } from './harness/service.ts';

/** What else a body needs to be right, so that the words get in. */
const FITTING: Record<string, unknown> = {
  type: 'other',
  audience: { reporter: true },
  template: 'update',
  body: 'We are at it.',
  to: 'triaging',
  state: 'investigating',
  answer: 'seen',
  email: 'duty@nic.example',
  preview: true,
  resources: [{ type: 'tld', value: 'aa' }],
};

/** A field of a body, where words may stand. */
interface Input {
  method: string;
  path: string;
  at: string;
  place: { at: string; with: (text: string) => unknown };
}
const placeOf = ({ method, path, place }: Input) => `${method} ${path} ${place.at}`;

/** Files of incidents, which a browser saves. */
const EXPORTED = /^(application\/(xml|stix\+json)|text\/(csv|markdown))\b/;

/** Names that fields of forms have. */
const FIELDS = [
  'email',
  'name',
  'password',
  'summary',
  'description',
  'resources',
  'answer',
  'comment',
  'code',
];

describe(`words never become pages (queues on ${QUEUES})`, () => {
  let ground: HostileGround;
  let browser: Browser | null;
  beforeAll(async () => {
    ground = await hostileGround();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await ground.test.stop();
  });

  /** Every place of a schema where a string may stand, as a way of building a body with a text there. */
  function placesOf(schema: Schema, name = ''): { at: string; with: (text: string) => unknown }[] {
    const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (branches !== undefined) return branches.flatMap((branch) => placesOf(branch, name));
    if (schema.enum !== undefined || schema.const !== undefined) return [];
    if (schema.type === 'array')
      return placesOf(schema.items ?? {}, name).map((place) => ({
        at: `${place.at}/0`,
        with: (text) => [place.with(text)],
      }));
    if (schema.type === 'object') {
      const needed = Object.fromEntries((schema.required ?? []).map((key) => [key, FITTING[key] ?? 'x']));
      return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
        placesOf(inner, key).map((place) => ({
          at: `/${key}${place.at}`,
          with: (text) => ({ ...needed, [key]: place.with(text) }),
        })),
      );
    }
    return schema.type === 'string' ? [{ at: '', with: (text) => text }] : [];
  }

  /** Text that a browser would take for markup, as it was sent. */
  const isMarkup = (text: string) => /[<>]/.test(text);

  function faultOf(what: string, { status, headers, text }: Answer<unknown>, sent?: string): string | null {
    const type = headers.get('content-type') ?? '';
    // Too many passwords at once are put off in so many words.
    const putOff = status === 503 && headers.has('retry-after');
    if (status >= 500 && !putOff) return `${status} ${what}`;
    if (status === 204 || text === '') return null;
    if (headers.get('x-content-type-options') !== 'nosniff') return `no nosniff: ${what}`;
    if (/^application\/(problem\+)?json\b/.test(type)) return null;
    // Bytes to be saved, and files of ours.
    if (/^(text\/(plain|css|javascript)|message\/rfc822|application\/octet-stream)\b/.test(type)) return null;
    if (EXPORTED.test(type) && /^attachment;/.test(headers.get('content-disposition') ?? '')) return null;
    if (!/^(text\/html|application\/atom\+xml)\b/.test(type)) return `${type}: ${what}`;
    const raw = (sent === undefined ? ATTACKS : [sent]).filter(
      (attack) => isMarkup(attack) && text.includes(attack),
    );
    return raw.length === 0 ? null : `${raw.join()} stands in the page: ${what}`;
  }

  it('in the answers to what brought them', async () => {
    // Three: each lets 25 public reports in a second.
    const urls = await Promise.all([1, 2, 3].map(() => ground.test.webApart()));
    const leads = urls.map((url) => new Api(url, ground.lead.token));
    const lead = () => leads[Math.floor(Math.random() * leads.length)] ?? ground.lead;
    const call = async (one: Input, text: string, body: unknown) => {
      const answer = await lead().call(one.method, one.at, body, {
        accept: 'text/html, */*;q=0.1',
        'if-match': '"1"',
      });
      return { place: placeOf(one), status: answer.status, fault: faultOf(placeOf(one), answer, text) };
    };
    const inputsOf = ground.operations.map(({ method, path, bodies }): Input[] => {
      const schema = bodies['application/json'];
      const at = filled(path, (name) => idIn(path, name, ground.ids));
      return schema === undefined ? [] : placesOf(schema).map((place) => ({ method, path, at, place }));
    });
    // All faults of a body are named at once, so one call brings an attack into each of its fields, each time another.
    const together = inputsOf
      .filter((inputs) => inputs.length > 0)
      .flatMap((inputs) =>
        ATTACKS.map((_, index) => async () => {
          const bodies = inputs.map(({ place }, shift) =>
            place.with(ATTACKS[(index + shift) % ATTACKS.length] ?? ''),
          );
          const [first] = inputs;
          if (first === undefined) throw new Error('no input');
          return call(first, ATTACKS[index] ?? '', Object.assign({}, ...(bodies as object[])));
        }),
      );
    // Each field alone, all else being right: what takes words in takes all hundred.
    const alone = inputsOf.flat();
    const few = await inParallel(
      24,
      alone.flatMap((one) => ATTACKS.slice(0, 8).map((text) => () => call(one, text, one.place.with(text)))),
    );
    const takers = new Set(few.filter(({ status }) => status < 400).map(({ place }) => place));
    const results = [
      ...few,
      ...(await inParallel(24, together)),
      ...(await inParallel(
        24,
        alone
          .filter((one) => takers.has(placeOf(one)))
          .flatMap((one) => ATTACKS.slice(8).map((text) => () => call(one, text, one.place.with(text)))),
      )),
    ];
    const taken = results.filter(({ status }) => status < 300).length;
    const faults = results.flatMap(({ fault }) => fault ?? []);
    process.stdout.write(
      `${ATTACKS.length} attacks x ${alone.length} inputs in ${results.length} calls, ${takers.size} inputs take words, ${taken} taken in, ${faults.length} faults\n`,
    );
    expect(ATTACKS).toHaveLength(100);
    expect(new Set(ATTACKS).size).toBe(100);
    expect(faults).toEqual([]);
    // Words are words: the fields for them take them all.
    const summaries = results.filter(({ place }) => place === 'POST /api/v1/reports /summary');
    expect(summaries.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(ATTACKS.length);
  }, 240_000);

  it('in links that take a form', async () => {
    const token = ground.ids['token'] ?? '';
    const secret = (await ground.test.service.app.get(People).offerFirstLead()) ?? 'none';
    const forms = ground.operations
      .filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))
      .map(({ path }) => filled(path, (name) => idIn(path, name, ground.ids)));
    const faults: (string | null)[] = [];
    for (const attack of ATTACKS) {
      const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
      const calls: [string, string][] = [
        [`/ack/${token}`, form({ answer: 'seen', comment: attack })],
        [`/ack/${token}`, form({ answer: attack })],
        [`/first-lead/${secret}`, form({ email: attack, name: attack, password: attack })],
        [`/first-lead/${secret}`, form({ [attack]: attack })],
        [`/ack/${encodeURIComponent(attack)}`, form({})],
        ...forms.map((path): [string, string] => [
          path,
          form(Object.fromEntries(FIELDS.map((name) => [name, attack]))),
        ]),
      ];
      for (const [path, body] of calls)
        faults.push(faultOf(path, await ground.nobody.call('POST', path, body, headers), attack));
    }
    const found = faults.flatMap((fault) => fault ?? []);
    process.stdout.write(`${faults.length} forms of links, ${found.length} faults\n`);
    expect(found).toEqual([]);
  }, 90_000);

  it('in any view, to anybody', async () => {
    await ground.test.settled(60_000);
    const faults: string[] = [];
    let views = 0;
    for (const api of [ground.lead, ground.operator, ground.nobody])
      for (const { method, path, parameters } of ground.operations.filter((each) => each.method === 'GET')) {
        if (path === '/metrics' || path === '/page.css' || path.startsWith('/.well-known/')) continue;
        const at = filled(path, (name) => idIn(path, name, ground.ids)) + neededQuery(parameters);
        const answer = await api.call(method, at, undefined, { accept: 'text/html, */*;q=0.1' });
        views += 1;
        const fault = faultOf(`GET ${at}`, answer);
        if (fault !== null) faults.push(fault);
      }
    process.stdout.write(`${views} views, ${faults.length} faults\n`);
    expect(faults).toEqual([]);
  }, 60_000);

  it('in any file of an incident, where they are neither markup nor formulas', async () => {
    const incident = ground.ids['incidents'] ?? '';
    const versionOf = async () => (await ground.lead.get(`incidents/${incident}`)).headers.get('etag') ?? '';
    for (const attack of ATTACKS) {
      const edit = { title: attack, reason: attack, summary: ATTACKS.join('\n') };
      const ifMatch = { 'if-match': await versionOf() };
      expect((await ground.lead.patch(`incidents/${incident}`, edit, ifMatch)).status).toBe(200);
    }
    const files = await Promise.all(
      EXPORT_FORMATS.map(
        async (format) =>
          [format, await ground.lead.get(`incidents/${incident}/export?format=${format}`)] as const,
      ),
    );
    expect(files.flatMap(([format, answer]) => faultOf(format, answer) ?? [])).toEqual([]);
    const text = Object.fromEntries(files.map(([format, answer]) => [format, answer.text]));
    const elements = (text['iodef-xml'] ?? '').match(/<\/?([^\s/>]+)/g) ?? [];
    expect(elements.filter((name) => !/^<(\?xml|\/?[A-Z][A-Za-z]+|\/?IODEF-Document)$/.test(name))).toEqual(
      [],
    );
    for (const format of ['iodef-json', 'stix', 'misp', 'json'])
      expect([format, typeof JSON.parse(text[format] ?? '')]).toEqual([format, 'object']);
    const rows: string[][] = parse(text['csv'] ?? '', { from_line: 2 });
    // A spreadsheet that takes semicolons for the end of a cell splits it elsewhere.
    const cells = [...rows.flat(), ...(text['csv'] ?? '').split(/[;\t\r\n]/)];
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    const outsideFences = (text['markdown'] ?? '').replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
    const isBare = (attack: string) => isMarkup(attack) && outsideFences.includes(attack);
    expect(ATTACKS.filter(isBare)).toEqual([]);
    const held = ATTACKS.filter((attack) => (text['json'] ?? '').includes(JSON.stringify(attack)));
    process.stdout.write(
      `${held.length} attacks in ${files.length} files, ${rows.length} lines and ${elements.length} tags, 0 faults\n`,
    );
    expect(held).toHaveLength(ATTACKS.length);
    expect(rows.length).toBeGreaterThan(ATTACKS.length);
  }, 60_000);

  it('in what is published, as pages and as a feed', async () => {
    const numbers = await inParallel(
      4,
      ATTACKS.map((attack) => async () => {
        const text = { title: attack, summary: attack, body: `${attack}\n\n${attack}` };
        return (await published(ground.lead, ground.responder, text)).number;
      }),
    );
    const before = `/advisories?before=${numbers.toSorted().at(50) ?? ''}`;
    const faults: (string | null)[] = [];
    for (const [index, number] of numbers.entries())
      for (const language of ['en', 'fr'])
        faults.push(
          faultOf(
            number,
            await ground.nobody.get(`/advisories/${number}?lang=${language}`),
            ATTACKS[index] ?? '',
          ),
        );
    await new Promise((later) => setTimeout(later, 1_100));
    for (const path of ['/advisories', before, '/advisories.atom']) {
      const answer = await ground.nobody.get(path);
      faults.push(faultOf(path, answer));
      expect([path, answer.text.split('&lt;').length > 50]).toEqual([path, true]);
    }
    const found = faults.flatMap((fault) => fault ?? []);
    process.stdout.write(`${numbers.length} advisories of attacks, ${found.length} faults\n`);
    expect(found).toEqual([]);
  }, 60_000);

  it('in any mail, which stays plain text with the header that we wrote', async () => {
    const incident = ground.ids['incidents'] ?? '';
    const before = messagesOf(ground.test.sink).length;
    const headersOf = (raw: Buffer) =>
      (raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '')
        .split(/\r\n(?![ \t])/)
        .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
        .sort();
    /** Of the mail and of each of its parts: fields that stand behind a boundary, not words in a text. */
    const typesOf = (raw: Buffer) =>
      [
        ...raw
          .toString('latin1')
          .matchAll(/(?<=^|\n--[^\r\n]+\r\n)((?:[!-9;-~]+:.*(?:\r\n[ \t].*)*\r\n)+)(?=\r\n)/g),
      ].map(([, fields = '']) => /^content-type: *([^;\s]+)/im.exec(fields)?.[1] ?? 'none');
    const tell = (subject: string, body: string) =>
      ground.lead.post(`incidents/${incident}/notifications`, {
        template: 'update',
        audience: { operators: ['registry-a'] },
        subject,
        body,
      });
    expect((await tell('Plain', 'Plain')).status).toBe(201);
    await ground.test.settled();
    const plain = messagesOf(ground.test.sink).at(-1);
    const known = headersOf(plain?.raw ?? Buffer.alloc(0));
    const statuses: number[] = [];
    for (const attack of ATTACKS) statuses.push((await tell(attack, attack)).status);
    await ground.test.settled(60_000);
    const mails = messagesOf(ground.test.sink).slice(before + 1);
    expect(typesOf(plain?.raw ?? Buffer.alloc(0))).toEqual([
      'multipart/signed',
      'text/plain',
      'application/pgp-signature',
    ]);
    const faults = mails.flatMap(({ raw, to }) => [
      ...(JSON.stringify(headersOf(raw)) === JSON.stringify(known)
        ? []
        : [`other fields: ${headersOf(raw).join()}`]),
      ...typesOf(raw).filter(
        (type) => !/^(text\/plain|multipart\/signed|application\/pgp-signature)$/.test(type),
      ),
      ...(to.every((address) => address.endsWith('@registry-a.example')) ? [] : [`to ${to.join()}`]),
    ]);
    process.stdout.write(`${mails.length} mails with attacks in subject and text, ${faults.length} faults\n`);
    expect([...new Set(statuses)]).toEqual([201]);
    expect(mails).toHaveLength(ATTACKS.length);
    expect(faults).toEqual([]);
    const texts = mails.map(({ raw }) => textOf(raw)).join('\n');
    expect(texts).toContain(`<svg onload=alert(1)>`);
  }, 120_000);

  itInBrowser(
    'in a browser, where nothing of them runs',
    async () => {
      if (browser === null) throw new Error('no browser');
      const page = await browser.newPage();
      const faults = watch(page);
      const token = ground.ids['token'] ?? '';
      const shapes = new Set<string>();
      for (const attack of ATTACKS) {
        await ground.test.sql(
          `UPDATE deliveries SET variables = variables || jsonb_build_object('operatorName', $1::text, 'kindTitle', $1::text,
           'incidentNumber', $1::text, 'severity', $1::text, 'since', $1::text, 'tldsLong', $1::text)`,
          [attack],
        );
        await page.goto(`${ground.test.url}/ack/${token}`);
        const seen = await page.evaluate<{ scripts: number; elements: number; text: string }>(
          `({ scripts: document.scripts.length, elements: document.querySelectorAll('*').length,
            text: document.querySelector('dl').textContent })`,
        );
        shapes.add(`${seen.scripts} scripts, ${seen.elements} elements`);
        // As it was written, down to the last sign; spaces are the page's to set.
        if (!seen.text.replace(/\s+/g, ' ').includes(attack.replace(/\s+/g, ' ')))
          faults.push(`not shown: ${attack}`);
      }
      const pages = ground.operations.filter(
        ({ method, path }) => method === 'GET' && !/^\/(api|metrics)|[{.]/.test(path),
      );
      for (const path of [
        ...pages.map((each) => each.path),
        `/first-lead/${encodeURIComponent(ATTACKS[0] ?? '')}`,
        '/nowhere',
      ])
        // Until nothing moves: the account page sends whoever is not signed in elsewhere.
        await page.goto(
          `${ground.test.url}${path}?next=javascript:alert(1)&error=${encodeURIComponent(ATTACKS[0] ?? '')}`,
          { waitUntil: 'networkidle' },
        );
      await page.close();
      // What the browser says of a page that is not there, or not for nobody.
      const wrong = faults.filter((fault) => !/status of 4\d\d/.test(fault));
      process.stdout.write(
        `${ATTACKS.length} pages in Chromium, ${wrong.length} dialogs, scripts or violations; ${[...shapes].join('; ')}\n`,
      );
      expect(wrong).toEqual([]);
      expect(shapes.size).toBe(1);
      expect([...shapes][0]).toMatch(/^0 scripts/);
    },
    120_000,
  );
});
