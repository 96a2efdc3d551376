import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RootZones } from '#libs/operators';
import { UNKNOWN_CERTIFICATE } from './fixtures/unknown-certificate.ts';
import { CHECKOUT } from './harness/checkout.ts';
import { buildOnce, Program } from './harness/program.ts';
import { smallZone } from './harness/root-zone.ts';
import { QUEUES, TestService } from './harness/service.ts';

const REAL_ZONE = join(CHECKOUT, '../shared/data/rootzone/root-2023051100-signed.zone');

// Each command is a process of its own; on a busy machine that takes seconds.
jest.setTimeout(120_000);

describe(`the admin command imports all or nothing (queues on ${QUEUES})`, () => {
  let test: TestService;
  let folder = '';
  const servers: Server[] = [];

  beforeAll(async () => {
    buildOnce();
    test = await TestService.start({ env: { ROLES: 'web' } });
    folder = mkdtempSync(join(tmpdir(), 'dnscert-import-'));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  afterAll(async () => {
    await test.stop();
    rmSync(folder, { recursive: true });
  });

  const dnscert = (...args: string[]) =>
    Program.dnscert(args, { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir });
  function file(name: string, content: string | Buffer): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }
  async function counts(...tables: string[]): Promise<Record<string, number>> {
    const found = tables.map(async (table) => {
      const [row] = await test.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      return [table, row?.count ?? 0] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  }
  const serials = async () =>
    (await test.sql<{ serial: string }>('SELECT serial FROM root_zones ORDER BY serial')).map(({ serial }) =>
      Number(serial),
    );
  /** Listens on loopback; answers its address. */
  async function serve(answer: RequestListener, tls?: { key: string; cert: string }): Promise<string> {
    const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
    servers.push(server);
    await new Promise((on) => server.listen(0, '127.0.0.1', () => on(null)));
    const { port } = server.address() as { port: number };
    return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/root.zone`;
  }
  const fetchFrom = (url: string) => dnscert('rootzone', 'fetch', '--url', url);

  describe('operators', () => {
    const tables = ['operators', 'contacts', 'tlds'];

    it('from JSON and from CSV, and again, changed', async () => {
      const contact = { email: 'noc@registry-a.example', role: 'security', timezone: 'Pacific/Auckland' };
      const operator = {
        slug: 'registry-a',
        name: 'A',
        kind: 'tld_manager',
        tlds: ['aa', 'рф'],
        contacts: [contact],
      };
      const json = file('directory.json', JSON.stringify({ operators: [operator] }));
      expect(await dnscert('operators', 'import', json)).toEqual({
        code: 0,
        stdout: `Imported ${json}: 1 operators added, 0 updated; 1 contacts added, 0 updated; 2 TLDs.\n`,
        stderr: '',
      });
      const csv = file(
        'directory.csv',
        [
          'slug,name,kind,country,tlds,email,role,order,language,timezone,encryption',
          'registry-a,"A, again",tld_manager,nz,aa ac,NOC@registry-a.example,security,2,en,UTC,never',
          'registry-b,B,backend,,bb,noc@registry-b.example,noc,1,de,Europe/Berlin,if_key',
          'registry-b,,,,,sec@registry-b.example,security,2,de,Europe/Berlin,if_key',
        ].join('\r\n'),
      );
      const { code, stdout } = await dnscert('--json', 'operators', 'import', csv);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        operatorsAdded: 1,
        operatorsUpdated: 1,
        contactsAdded: 2,
        contactsUpdated: 1,
        tldsAssigned: 3,
      });
      expect(await counts(...tables)).toEqual({ operators: 2, contacts: 3, tlds: 4 });
      expect(await test.sql(`SELECT name, country FROM operators WHERE slug = 'registry-a'`)).toEqual([
        { name: 'A, again', country: 'NZ' },
      ]);
      expect(await test.sql(`SELECT label FROM tlds WHERE label LIKE 'xn--%'`)).toEqual([
        { label: 'xn--p1ai' },
      ]);
    });

    it('but a file with faults not at all, naming each', async () => {
      const before = await counts(...tables);
      const good = {
        slug: 'registry-c',
        name: 'C',
        kind: 'other',
        contacts: [{ email: 'noc@registry-c.example', role: 'noc' }],
      };
      const json = file(
        'faulty.json',
        JSON.stringify({
          operators: [
            good,
            { ...good, slug: 'Registry D', kind: 'king', contacts: [] },
            {
              ...good,
              slug: 'registry-e',
              tlds: ['a.b'],
              contacts: [{ email: 'x', role: 'boss', order: 0, colour: 1 }],
            },
          ],
        }),
      );
      const csv = file(
        'faulty.csv',
        [
          'slug,name,kind,email,role,timezone',
          'registry-c,C,other,noc@registry-c.example,noc,UTC',
          'registry-d,D,king,noc,boss,Mars/Base',
        ].join('\n'),
      );
      const [ofJson, ofCsv, ofNone, ofText] = await Promise.all(
        [json, csv, join(folder, 'absent.json'), file('text.json', 'no json')].map((path) =>
          dnscert('operators', 'import', path),
        ),
      );
      const places = (text = '') =>
        [...text.matchAll(/^ {2}(\S+|line \d+) ?(?:\([^)]*\))?: (\S+)/gm)].map(([, place]) => place).sort();
      expect(ofJson).toMatchObject({ code: 1, stdout: '' });
      expect(ofJson?.stderr).toMatch(/has 8 faults; nothing was imported:/);
      expect(places(ofJson?.stderr)).toEqual([
        '/operators/1/contacts',
        '/operators/1/kind',
        '/operators/1/slug',
        '/operators/2/contacts/0/colour',
        '/operators/2/contacts/0/email',
        '/operators/2/contacts/0/order',
        '/operators/2/contacts/0/role',
        '/operators/2/tlds/0',
      ]);
      expect(ofCsv).toMatchObject({ code: 1, stdout: '' });
      expect(places(ofCsv?.stderr)).toEqual(['line 3', 'line 3', 'line 3', 'line 3']);
      expect(ofNone).toEqual({
        code: 1,
        stdout: '',
        stderr: `${join(folder, 'absent.json')} cannot be read.\n`,
      });
      expect(ofText).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/line 1, column 1/),
      });
      expect(await counts(...tables)).toEqual(before);
    });
  });

  describe('a root zone', () => {
    const zone = smallZone(2026010100, ['aa', 'bb', 'cc'], ['cc']);
    const tables = ['root_zones', 'root_zone_delegations', 'root_zone_glue'];

    it('from a file, plain or gzip, once', async () => {
      const line = 'root zone 2026010100: 3 TLDs, 6 NS, 2 DS in 2 zones, from root.zone\n';
      const plain = file('root.zone', zone);
      expect(await dnscert('rootzone', 'import', plain)).toEqual({
        code: 0,
        stdout: `Imported: ${line}`,
        stderr: '',
      });
      const before = await counts(...tables);
      const packed = file('root.zone.gz', gzipSync(zone));
      expect(await dnscert('rootzone', 'import', packed)).toMatchObject({
        code: 0,
        stdout: `Already here: ${line}`,
      });
      expect(await counts(...tables)).toEqual(before);
      const next = file('next.zone', smallZone(2026010200, ['aa', 'cc', 'dd'], ['cc']));
      const newer = await dnscert('--json', 'rootzone', 'import', next);
      expect(JSON.parse(newer.stdout)).toMatchObject({ serial: 2026010200, tlds: 3, isNew: true });
      const difference = await dnscert('rootzone', 'diff', '2026010100', '2026010200');
      expect(difference).toMatchObject({ code: 0 });
      expect(difference.stdout).toMatch(
        /^From 2026010100 to 2026010200:\n {2}\+ \.dd was added\n {2}- \.bb was removed\n/,
      );
    });

    it('but none that is cut, no root zone, or another under the same serial', async () => {
      const before = [await counts(...tables), await serials()];
      const lines = smallZone(2026010300, ['aa', 'bb']).split('\n');
      const cut = lines.slice(0, -2).join('\n');
      const refused = async (name: string, content: string | Buffer, words: RegExp) => {
        const path = file(name, content);
        const { code, stdout, stderr } = await dnscert('rootzone', 'import', path);
        expect([name, code, stdout]).toEqual([name, 1, '']);
        expect(stderr.replace(path, 'FILE')).toMatch(words);
      };
      await Promise.all([
        refused('cut.zone', cut, /^FILE, line \d+: .*cut.* Nothing was imported\.\n$/),
        refused('cut.zone.gz', gzipSync(cut).subarray(0, -20), /^FILE, line \d+: the gzip stream ends early/),
        refused('page.html', '<html></html>', /^FILE, line 1: /),
        refused('empty.zone', '', /^FILE, line \d+: /),
        refused(
          'other.zone',
          smallZone(2026010100, ['aa']),
          /^Root zone 2026010100 is here already with other contents/,
        ),
      ]);
      const absent = await dnscert('rootzone', 'import', join(folder, 'absent.zone'));
      expect(absent).toEqual({
        code: 1,
        stdout: '',
        stderr: `There is no file ${join(folder, 'absent.zone')}.\n`,
      });
      expect([await counts(...tables), await serials()]).toEqual(before);
    });

    it('from a server, only when it has another', async () => {
      const asked: IncomingHttpHeaders[] = [];
      let serial = 2026020100;
      let isCut = true;
      const url = await serve(({ headers }, response) => {
        asked.push(headers);
        const etag = `"${serial}${isCut ? '-cut' : ''}"`;
        if (headers['if-none-match'] === etag) response.writeHead(304).end();
        else {
          const text = smallZone(serial, ['aa', 'bb']);
          const headersOut = { etag, 'last-modified': 'Sun, 01 Feb 2026 00:00:00 GMT' };
          response.writeHead(200, headersOut).end(isCut ? text.slice(0, -60) : text);
        }
      });
      // A file that was refused is asked for again, as if never seen.
      expect(await fetchFrom(url)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/Nothing was imported/),
      });
      isCut = false;
      expect(await fetchFrom(url)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^Imported: root zone 2026020100/),
      });
      expect(await fetchFrom(url)).toEqual({
        code: 0,
        stdout: 'Not modified since the last fetch; nothing was changed.\n',
        stderr: '',
      });
      serial = 2026020200;
      expect(await fetchFrom(url)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^Imported: root zone 2026020200/),
      });
      const conditions = asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']]);
      expect(conditions).toEqual([
        [undefined, undefined],
        [undefined, undefined],
        ['"2026020100"', 'Sun, 01 Feb 2026 00:00:00 GMT'],
        ['"2026020100"', 'Sun, 01 Feb 2026 00:00:00 GMT'],
      ]);
      expect((await serials()).filter((each) => each > 2026020000)).toEqual([2026020100, 2026020200]);
    });

    it('but nothing from a server that sends elsewhere, breaks off, never ends or cannot be known', async () => {
      const before = [await counts(...tables), await serials()];
      const whole = smallZone(2026030100, ['aa', 'bb']);
      const target = await serve((_request, response) => response.end(whole));
      const elsewhere = await serve((_request, response) =>
        response.writeHead(302, { location: target }).end(),
      );
      const { host } = new URL(elsewhere);
      expect(await fetchFrom(elsewhere)).toEqual({
        code: 1,
        stdout: '',
        stderr: `${host} answered 302; nothing was changed.\n`,
      });
      const refused = async (url: Promise<string> | string, words: RegExp) =>
        expect(test.service.app.get(RootZones).fetch(await url)).rejects.toThrow(words);
      await refused(
        serve((_request, response) => response.writeHead(500).end(whole)),
        /answered 500; nothing was changed\.$/,
      );
      await refused(
        serve((_request, response) => {
          response.writeHead(200, { 'content-length': whole.length });
          response.write(whole.slice(0, 200), () => setTimeout(() => response.destroy(), 50));
        }),
        /^The file from 127\.0\.0\.1:\d+ did not arrive whole: .*Nothing was changed\.$/,
      );
      const mebibyte = Buffer.alloc(1024 * 1024, `; ${'nothing '.repeat(15)}\n`);
      await refused(
        serve((_request, response) => {
          const more = () => {
            while (!response.destroyed && response.write(mebibyte));
          };
          response.on('drain', more);
          more();
        }),
        /larger than \d+ bytes; that is no root zone. Nothing was changed\.$/,
      );
      await refused(
        serve((_request, response) => response.end(whole), UNKNOWN_CERTIFICATE),
        /^127\.0\.0\.1:\d+ could not be reached: .*certificate.*\. Nothing was changed\.$/,
      );
      await refused('http://127.0.0.1:1/root.zone', /^127\.0\.0\.1:1 could not be reached: /);
      await refused('http://192.0.2.1/root.zone', /is no https address/);
      await refused('file:///etc/passwd', /is no https address/);
      expect([await counts(...tables), await serials()]).toEqual(before);
    });

    it('and the real one, whole', async () => {
      if (!existsSync(REAL_ZONE)) {
        console.warn(`skipped: ${REAL_ZONE} is not there`);
        return;
      }
      const { code, stdout } = await dnscert('--json', 'rootzone', 'import', REAL_ZONE);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        serial: 2023051100,
        tlds: 1_479,
        nameservers: 7_617,
        ds: 1_622,
        signedTlds: 1_366,
        isNew: true,
      });
    });
  });
});
