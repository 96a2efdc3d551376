import { describe, expect, it } from '@jest/globals';
import { readDirectory } from './read.ts';
import { DIRECTORY_BYTES } from './text.ts';

const KEY = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n';
const NOC = { email: 'noc@registry.example', role: 'noc' };
const NZ = { slug: 'nz-registry', name: 'NZ Registry', kind: 'tld_manager', tlds: ['nz'], contacts: [NOC] };
const HEADER = 'slug,name,kind,country,tlds,email,role,order,language,timezone,encryption';

const json = (operators: unknown) => readDirectory(Buffer.from(JSON.stringify({ operators })), 'x.json');
const csv = (...lines: string[]) => readDirectory(Buffer.from(lines.join('\n') + '\n'), 'x.csv');
const told = ({ faults }: ReturnType<typeof readDirectory>) =>
  faults.map(({ where, slug, message }) => `${where} [${slug ?? '-'}] ${message}`);

describe('a directory file in JSON', () => {
  it('gives operators with canonical values and defaults', () => {
    const contact = { ...NOC, key: KEY, order: 2, timezone: 'Pacific/Auckland', encryption: 'required' };
    expect(json([{ ...NZ, country: 'nz', tlds: ['.NZ', 'xn--p1ai', '中国'], contacts: [contact] }])).toEqual({
      faults: [],
      operators: [
        {
          ...NZ,
          country: 'NZ',
          tlds: ['nz', 'xn--p1ai', 'xn--fiqs8s'],
          contacts: [{ ...contact, language: 'en' }],
        },
      ],
    });
  });

  it('names every fault of every operator at once, by pointer and slug', () => {
    const reading = json([
      NZ,
      {
        slug: 'aa-registry',
        kind: 'club',
        colour: 'red',
        tlds: ['a.b', 'nz'],
        contacts: [
          { email: 'not an address', role: 'noc', order: 0, 'a/b~c': 1 },
          { email: 'x@y.example', role: 'boss', order: 100, timezone: 'Mars/North', key: 5 },
        ],
      },
      'nothing',
      { slug: 'Bad Slug', name: 5, kind: 'backend', contacts: [] },
    ]);
    expect(told(reading)).toEqual([
      '/operators/1/colour [aa-registry] is not a known field',
      '/operators/1/contacts/0/a~1b~0c [aa-registry] is not a known field',
      '/operators/1/contacts/0/email [aa-registry] must be one mail address, for example noc@registry.example',
      '/operators/1/contacts/0/order [aa-registry] must be a whole number from 1 to 99',
      '/operators/1/contacts/1/key [aa-registry] must be the text of a public key',
      '/operators/1/contacts/1/order [aa-registry] must be a whole number from 1 to 99',
      '/operators/1/contacts/1/role [aa-registry] must be one of security, noc, admin, tech, management',
      '/operators/1/contacts/1/timezone [aa-registry] must be a time zone name, for example Pacific/Auckland',
      '/operators/1/kind [aa-registry] must be one of tld_manager, backend, secondary, national_cert, other',
      '/operators/1/name [aa-registry] is missing',
      '/operators/1/tlds/0 [aa-registry] must be a top-level domain, for example nz or xn--p1ai',
      '/operators/1/tlds/1 [aa-registry] names the TLD nz again: nz-registry has it at /operators/0/tlds/0',
      '/operators/2 [-] must be of type object',
      '/operators/3/contacts [Bad Slug] must have at least one contact with a usable address',
      '/operators/3/name [Bad Slug] must be of type string',
      '/operators/3/slug [Bad Slug] must be a short name of a-z, 0-9 and hyphens, at most 63 characters',
    ]);
    expect(reading.operators.map(({ slug }) => slug)).toEqual(['nz-registry']);
  });

  it('names what two places say against each other', () => {
    const other = {
      ...NZ,
      slug: 'other',
      tlds: ['NZ'],
      contacts: [NOC, { ...NOC, email: 'NOC@registry.example' }],
    };
    expect(told(json([NZ, { ...NZ, tlds: ['aa', 'aa'] }, other]))).toEqual([
      '/operators/1/slug [nz-registry] is the slug of /operators/0/slug too',
      '/operators/1/tlds/1 [nz-registry] names the TLD aa again: it stands at /operators/1/tlds/0',
      '/operators/2/contacts/1 [other] names NOC@registry.example as noc again: it stands at /operators/2/contacts/0',
      '/operators/2/tlds/0 [other] names the TLD nz again: nz-registry has it at /operators/0/tlds/0',
    ]);
  });

  it('takes the same address in two roles', () => {
    expect(json([{ ...NZ, contacts: [NOC, { ...NOC, role: 'security' }] }]).faults).toEqual([]);
  });

  const keys: [string, string, string][] = [
    ['a private key', KEY.replaceAll('PUBLIC', 'PRIVATE'), 'holds a private key'],
    ['a private key after a public one', KEY + KEY.replaceAll('PUBLIC', 'PRIVATE'), 'holds a private key'],
    ['no armour', 'mDMEZ', 'must be one armoured'],
    ['an armour that does not end', KEY.slice(0, 60), 'must be one armoured'],
    ['text around the armour', `My key:\n${KEY}`, 'must be one armoured'],
    ['two armours', KEY + KEY, 'must be one armoured'],
    ['a message', KEY.replaceAll('PUBLIC KEY BLOCK', 'MESSAGE'), 'must be one armoured'],
    ['too much', KEY.replace('mDMEZ', 'm'.repeat(256 * 1024)), 'must have at most 262144 bytes'],
  ];
  it.each(keys)('refuses a key field with %s, and never repeats it', (_, key, words) => {
    const reading = json([{ ...NZ, contacts: [{ ...NOC, key }] }]);
    expect(told(reading)).toEqual([
      expect.stringContaining(`/operators/0/contacts/0/key [nz-registry] ${words}`),
    ]);
    expect(JSON.stringify(reading)).not.toContain('mDMEZ');
  });

  it('takes a key with CRLF and a comment header', () => {
    const key = KEY.replace('\n\n', '\nComment: NOC\n\n').replaceAll('\n', '\r\n');
    expect(json([{ ...NZ, contacts: [{ ...NOC, key }] }]).operators[0]?.contacts[0]?.key).not.toContain('\r');
  });

  const broken: [string, string, string][] = [
    ['a comma too many', '{ "operators": [\n  {},\n] }', 'line 3, column 1 [-] is no JSON from here on'],
    ['a cut file', '{ "operators": [\n  { "slug": "n', 'line 2, column 15 [-] is no JSON from here on'],
    ['no JSON at all', 'slug;name', 'line 1, column 1 [-] is no JSON from here on'],
    ['another form', '[]', '/operators [-] must be a list of operators: { "operators": [...] }'],
    ['null', 'null', '/operators [-] must be a list of operators: { "operators": [...] }'],
    ['no operators', '{"operators":[]}', '/operators [-] is empty'],
    ['a prototype', '{"operators":[],"__proto__":{}}', '/__proto__ [-] is not a known field'],
  ];
  it.each(broken)('is refused with %s', (_, text, fault) => {
    const reading = readDirectory(Buffer.from(text), 'x.json');
    expect(told(reading)).toContain(fault);
    expect(reading.operators).toEqual([]);
  });

  it('is refused with a prototype in an operator', () => {
    const text = JSON.stringify({ operators: [NZ] }).replace('{"slug"', '{"__proto__":{"name":"x"},"slug"');
    expect(told(readDirectory(Buffer.from(text), 'x.json'))).toEqual([
      '/operators/0/__proto__ [nz-registry] is not a known field',
    ]);
  });
});

describe('a directory file in CSV', () => {
  it('joins the lines of one slug to one operator', () => {
    const { operators, faults } = csv(
      HEADER,
      'nz-registry,"NZ, Registry",tld_manager,nz,nz xn--p1ai,noc@registry.example,noc,1,en,Pacific/Auckland,required',
      'aa-registry,AA,backend,,,tech@aa.example,tech,,,,',
      '',
      'nz-registry,"NZ, Registry",tld_manager,NZ,xn--p1ai  nz,sec@registry.example,security,2,,,',
      'nz-registry,,,,,boss@registry.example,management,,,,never',
    );
    const rest = { order: 1, language: 'en', timezone: 'UTC', encryption: 'if_key' };
    expect(faults).toEqual([]);
    expect(operators).toEqual([
      {
        slug: 'nz-registry',
        name: 'NZ, Registry',
        kind: 'tld_manager',
        country: 'NZ',
        tlds: ['nz', 'xn--p1ai'],
        contacts: [
          {
            ...rest,
            email: 'noc@registry.example',
            role: 'noc',
            timezone: 'Pacific/Auckland',
            encryption: 'required',
          },
          { ...rest, email: 'sec@registry.example', role: 'security', order: 2 },
          { ...rest, email: 'boss@registry.example', role: 'management', encryption: 'never' },
        ],
      },
      {
        slug: 'aa-registry',
        name: 'AA',
        kind: 'backend',
        tlds: [],
        contacts: [{ ...rest, email: 'tech@aa.example', role: 'tech' }],
      },
    ]);
  });

  it('names every faulty line at once, with column and slug', () => {
    const reading = csv(
      HEADER,
      'nz-registry,NZ,tld_manager,nz,nz,noc@registry.example,noc,1,en,UTC,required',
      'nz-registry,Other,backend,nz,nz aa,noc@registry.example,noc,1,en,UTC,required',
      'aa-registry,AA,club,nzl,nz,no address,boss,many,english!,Mars,sometimes',
      ',BB,backend,,,b@b.example,noc,,,,',
      'cc-registry,"CC,backend,,,c@c.example,noc,,,,',
      'dd-registry,"D"D,backend,,,d@d.example,noc,,,,',
      'ee-registry,EE,backend',
      'ff-registry,,club,,,,,,,,',
      'ff-registry,,club,,,f@f.example,noc,,,,',
      'gg-registry,GG,backend,,,g@g.example,noc,,,,',
    );
    expect(told(reading)).toEqual([
      'line 3 [nz-registry] name differs from that of line 2, which is the same operator',
      'line 3 [nz-registry] kind differs from that of line 2, which is the same operator',
      'line 3 [nz-registry] tlds differs from that of line 2, which is the same operator',
      'line 3 [nz-registry] names noc@registry.example as noc again: it stands at line 2',
      'line 4 [aa-registry] kind must be one of tld_manager, backend, secondary, national_cert, other',
      'line 4 [aa-registry] country must be an ISO 3166 code of two letters',
      'line 4 [aa-registry] email must be one mail address, for example noc@registry.example',
      'line 4 [aa-registry] role must be one of security, noc, admin, tech, management',
      'line 4 [aa-registry] order must be a whole number from 1 to 99',
      'line 4 [aa-registry] language must be a language tag, for example en',
      'line 4 [aa-registry] timezone must be a time zone name, for example Pacific/Auckland',
      'line 4 [aa-registry] encryption must be one of required, if_key, never',
      'line 4 [aa-registry] names the TLD nz again: nz-registry has it at line 2',
      'line 5 [-] slug is missing',
      'line 6 [-] has a quote that is not closed',
      'line 7 [-] has a quote inside a field',
      'line 8 [-] has 3 fields, the header has 11',
      'line 9 [ff-registry] name is missing',
      'line 9 [ff-registry] kind must be one of tld_manager, backend, secondary, national_cert, other',
      'line 9 [ff-registry] email is missing',
      'line 9 [ff-registry] role must be one of security, noc, admin, tech, management',
      'line 10 [ff-registry] name is missing',
      'line 10 [ff-registry] kind must be one of tld_manager, backend, secondary, national_cert, other',
    ]);
    expect(reading.operators.map(({ slug }) => slug)).toEqual(['gg-registry']);
  });

  it('names unknown, missing and doubled columns', () => {
    expect(told(csv('slug,name,kind,role,Email,name', 'a,A,other,noc,a@a.example,A'))).toEqual([
      'line 1 [-] has an unknown column "Email"',
      'line 1 [-] has the column "name" twice',
      'line 1 [-] lacks the column "email"',
    ]);
    expect(told(csv('slug,name,kind,email,role,phone', 'a,A,other,a@a.example,boss,1'))).toEqual([
      'line 1 [-] has an unknown column "phone"',
      'line 2 [a] role must be one of security, noc, admin, tech, management',
    ]);
  });

  it('may have its columns in another order, without the optional ones', () => {
    expect(csv('role,email,kind,name,slug', 'noc,a@a.example,other,A,a').operators).toHaveLength(1);
  });

  it('with a header alone is told', () => {
    expect(told(csv(HEADER))).toEqual(['file [-] has a header and no contacts']);
  });
});

describe('the bytes of a directory file', () => {
  const line = 'nz-registry,NZ é,tld_manager,nz,nz,noc@registry.example,noc,1,en,UTC,required';

  it('may begin with a byte order mark and have CRLF', () => {
    const bytes = Buffer.from(`\ufeff${HEADER}\r\n${line}\r\n`);
    expect(readDirectory(bytes, 'x.csv').operators[0]?.name).toBe('NZ é');
    const text = Buffer.from(`\ufeff${JSON.stringify({ operators: [NZ] })}\r\n`);
    expect(readDirectory(text, 'x.json').operators).toHaveLength(1);
  });

  it('tell the form when the name does not', () => {
    expect(readDirectory(Buffer.from(` {"operators":[]}`), 'upload').faults[0]?.where).toBe('/operators');
    expect(readDirectory(Buffer.from(`${HEADER}\n${line}`), 'upload').operators).toHaveLength(1);
  });

  it('must be UTF-8, and every line that is not is named', () => {
    const latin1 = Buffer.from(`${HEADER}\n${line}\nplain\n${line}\n`, 'latin1');
    expect(told(readDirectory(latin1, 'x.csv'))).toEqual([
      'line 2 [-] is not UTF-8',
      'line 4 [-] is not UTF-8',
    ]);
    expect(told(readDirectory(Buffer.from(`\ufeff${line}`, 'utf16le'), 'x.csv'))).toEqual([
      'file [-] is UTF-16, it must be UTF-8',
    ]);
    expect(told(readDirectory(Buffer.from([0xff]), 'x.csv'))).toEqual(['line 1 [-] is not UTF-8']);
  });

  it('never put control characters into a fault, nor much of themselves', () => {
    const { faults } = json([{ ...NZ, ['\u001b[31m\u202e' + 'x'.repeat(10_000)]: 1, slug: 'a\nb' }]);
    expect(faults.map(({ where, slug }) => [where.slice(0, 22), where.length, slug])).toEqual([
      ['/operators/0/?[31m?xxx', 300, 'a?b'],
      ['/operators/0/slug', 17, 'a?b'],
    ]);
  });

  it('must be some, and not too many', () => {
    expect(told(readDirectory(Buffer.from(' \r\n'), 'x.csv'))).toEqual(['file [-] is empty']);
    expect(told(readDirectory(Buffer.from('\ufeff'), 'x.json'))).toEqual(['file [-] is empty']);
    expect(told(readDirectory(Buffer.alloc(DIRECTORY_BYTES + 1), 'x.json'))).toEqual([
      `file [-] is larger than ${DIRECTORY_BYTES} bytes`,
    ]);
  });
});
