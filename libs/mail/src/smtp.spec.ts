import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { certificateIfPossible } from '../../../test/fixtures/certificates.ts';
import {
  SmtpSink,
  type SinkBehaviour,
  type SinkGreeting,
  type SinkOptions,
} from '../../../test/harness/smtp-sink.ts';
import { parseRelayUrl } from './relay.ts';
import { SmtpTransport, type SmtpTransportOptions } from './smtp.ts';
import type { TlsMemory } from './tls-memory.ts';
import type { OutgoingMail, SendResult } from './transport.ts';

const LIMIT_MS = 400;
const LIMITS = 'limit=0.4&connect=0.25&greeting=0.25';
/** A busy machine is late with its timers. */
const SLACK_MS = 800;
const RAW = Buffer.from('Subject: x\r\nMessage-ID: <1@cert.example>\r\n\r\n.\r\n..dots\r\n=46rom\r\n');

const mail = (to = 'noc@registry.example', raw = RAW): OutgoingMail => ({
  envelope: { from: 'bounce+t@cert.example', to },
  raw,
});

let sink: SmtpSink;
let transport: SmtpTransport;
const open = async (options: SinkOptions = {}, query = LIMITS, more: Partial<SmtpTransportOptions> = {}) => {
  sink = await SmtpSink.start(options);
  transport = new SmtpTransport({
    relay: parseRelayUrl(`${sink.url}?${query}`),
    ehloName: 'cert.example',
    ...more,
  });
};
const reopen = async (...given: Parameters<typeof open>): Promise<void> => {
  await shut();
  await open(...given);
};
const shut = async (): Promise<void> => {
  await transport.close();
  await sink.stop();
};

/** Sends, and makes sure that it ended within the limit. */
async function sendInTime(given = mail()): Promise<SendResult> {
  const startedAt = performance.now();
  const result = await transport.send(given);
  expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS + SLACK_MS);
  expect(result.response.length).toBeLessThanOrEqual(500);
  expect(result.response).not.toMatch(/\p{Cc}/u);
  expect(result.response.isWellFormed()).toBe(true);
  return result;
}

beforeEach(() => open());
afterEach(() => shut());

describe('a relay that works', () => {
  it('gets the envelope and the very bytes', async () => {
    expect(await sendInTime()).toEqual({
      outcome: 'sent',
      scope: 'message',
      stage: 'done',
      response: '250 kept',
      code: 250,
      line: {
        host: '127.0.0.1',
        address: '127.0.0.1',
        pinnedAt: null,
        tls: null,
        tlsReason: 'Sent in clear: the server offers no STARTTLS, and starttls=opportunistic lets it pass.',
      },
    });
    expect(sink.messages).toMatchObject([
      { from: 'bounce+t@cert.example', to: ['noc@registry.example'], raw: RAW, acknowledged: true },
    ]);
  });

  it('gets any lines as they are', async () => {
    const line = fc.stringMatching(/^[.\x20-\x7e]{0,90}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
        const raw = Buffer.from(`${lines.join('\r\n')}\r\n`);
        expect(await transport.send(mail(undefined, raw))).toMatchObject({ outcome: 'sent' });
        expect(sink.messages.at(-1)?.raw).toEqual(raw);
      }),
      { numRuns: 50 },
    );
    expect(sink.connections).toBe(1);
  });

  it('gets the null sender of an automatic answer', async () => {
    await transport.send({ envelope: { from: '', to: 'noc@registry.example' }, raw: RAW });
    expect(sink.messages[0]?.from).toBe('');
  });

  it('is sent 200 mails over no more connections than allowed', async () => {
    await reopen({}, 'connections=3');
    const recipients = Array.from({ length: 200 }, (_, i) => `n${i}@registry.example`);
    const results = await Promise.all(recipients.map((to) => transport.send(mail(to))));
    expect(results.every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(sink.messages.map(({ to }) => to[0]).sort()).toEqual(recipients.sort());
    expect(sink.mostConnections).toBeLessThanOrEqual(3);
  });

  it('gets a new connection after so many mails, and loses one that is idle', async () => {
    await reopen({}, 'messages=3&idle=0.1');
    for (let i = 0; i < 7; i++) await transport.send(mail());
    expect(sink.connections).toBe(3);
    await sleep(300);
    await transport.send(mail());
    expect(sink.connections).toBe(4);
  });

  it('without PIPELINING works as well', async () => {
    await reopen({ pipelining: false });
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
  });
});

type Expected = Partial<Omit<SendResult, 'response'>>;
const temporary: Expected = { outcome: 'soft_fail', scope: 'message' };
const final: Expected = { outcome: 'hard_fail', scope: 'message' };
const servers: Expected = { outcome: 'soft_fail', scope: 'server' };

describe.each([true, false])('a relay that refuses or misbehaves (PIPELINING %s)', (pipelining) => {
  const cases: [string, SinkBehaviour, Expected][] = [
    [
      '421 at RCPT',
      { at: 'rcpt', reply: 421, text: '4.3.2 shutting down' },
      { ...servers, code: 421, stage: 'rcpt' },
    ],
    [
      '450 at RCPT',
      { at: 'rcpt', reply: 450, text: '4.2.1 busy' },
      { ...temporary, code: 450, enhanced: '4.2.1', stage: 'rcpt' },
    ],
    ['451 at RCPT', { at: 'rcpt', reply: 451 }, { ...temporary, code: 451, stage: 'rcpt' }],
    ['452 at RCPT', { at: 'rcpt', reply: 452 }, { ...temporary, code: 452, stage: 'rcpt' }],
    [
      '550 at RCPT',
      { at: 'rcpt', reply: 550, text: '5.1.1 no such user' },
      { ...final, code: 550, enhanced: '5.1.1', stage: 'rcpt' },
    ],
    ['552 at RCPT', { at: 'rcpt', reply: 552 }, { ...final, code: 552, stage: 'rcpt' }],
    ['554 at RCPT', { at: 'rcpt', reply: 554 }, { ...final, code: 554, stage: 'rcpt' }],
    [
      '530 at RCPT',
      { at: 'rcpt', reply: 530, text: '5.7.0 log in first' },
      { ...servers, code: 530, stage: 'rcpt' },
    ],
    ['451 at MAIL', { at: 'mail', reply: 451 }, { ...servers, code: 451, stage: 'mail' }],
    [
      '550 at MAIL',
      { at: 'mail', reply: 550, text: '5.7.1 sender refused' },
      { ...servers, code: 550, stage: 'mail' },
    ],
    [
      '552 at MAIL',
      { at: 'mail', reply: 552, text: '5.3.4 too large' },
      { ...final, code: 552, stage: 'mail' },
    ],
    ['421 after the dot', { at: 'data', reply: 421 }, { ...servers, code: 421, stage: 'data' }],
    ['451 after the dot', { at: 'data', reply: 451 }, { ...temporary, code: 451, stage: 'data' }],
    [
      '554 after the dot',
      { at: 'data', reply: 554, text: '5.6.0 content refused' },
      { ...final, code: 554, enhanced: '5.6.0', stage: 'data' },
    ],
    [
      '64 KiB of noise behind 550 at RCPT',
      { at: 'rcpt', garbage: 550 },
      { ...final, code: 550, enhanced: '5.1.1', stage: 'rcpt' },
    ],
    [
      '64 KiB of noise behind 451 after the dot',
      { at: 'data', garbage: 451 },
      { ...temporary, code: 451, stage: 'data' },
    ],
    ['no answer to MAIL', { at: 'mail', hang: true }, { ...servers, stage: 'mail' }],
    ['no answer to RCPT', { at: 'rcpt', hang: true }, { ...servers, stage: 'rcpt' }],
    ['no answer after the dot', { at: 'data', hang: true }, { ...servers, stage: 'data' }],
    ['a tarpit at RCPT', { at: 'rcpt', tarpit: true }, { ...servers, stage: 'rcpt' }],
    ['a tarpit after the dot', { at: 'data', tarpit: true }, { ...servers, stage: 'data' }],
    ['a reset at RCPT', { at: 'rcpt', reset: true }, { ...servers, stage: 'rcpt' }],
    ['a reset in mid-DATA', { at: 'content', reset: true }, { ...servers, stage: 'data' }],
    ['a reset after the dot', { at: 'data', reset: true }, { ...servers, stage: 'data' }],
  ];

  // Without PIPELINING replies come one by one; what differs in its words alone is not tried again.
  const tried = cases.filter(([what]) => pipelining || !/45[12]|552|noise|tarpit/.test(what));

  it.each(tried)('%s', async (_what, behaviour, expected) => {
    await reopen({ pipelining });
    sink.behave(/^noc@|^bounce/, behaviour);
    expect(await sendInTime()).toMatchObject(expected);
    expect(sink.messages.filter(({ acknowledged }) => acknowledged)).toEqual([]);
    sink.behaveWell();
    expect(await sendInTime(mail('next@registry.example'))).toMatchObject({ outcome: 'sent' });
  });

  it('keeps the connection when it refuses one recipient of five', async () => {
    await reopen({ pipelining }, `${LIMITS}&connections=1`);
    sink.behave('n2@registry.example', { at: 'rcpt', reply: 550 });
    const outcomes: string[] = [];
    for (let i = 0; i < 5; i++) outcomes.push((await sendInTime(mail(`n${i}@registry.example`))).outcome);
    expect(outcomes).toEqual(['sent', 'sent', 'hard_fail', 'sent', 'sent']);
    expect(sink.messages.map(({ to }) => to[0])).toEqual([0, 1, 3, 4].map((i) => `n${i}@registry.example`));
    expect(sink.connections).toBe(1);
  });
});

describe('a relay that one does not get into', () => {
  it.each<[string, SinkGreeting, Expected]>([
    ['no banner', 'no-banner', { ...servers, stage: 'greeting' }],
    ['a tarpit', 'tarpit', { ...servers, stage: 'greeting' }],
    ['hanging up', 'drop', { ...servers, stage: 'greeting' }],
    ['554', { reply: 554, text: 'No SMTP service here' }, { ...servers, code: 554, stage: 'greeting' }],
    ['421', { reply: 421, text: 'too many connections' }, { ...servers, code: 421, stage: 'greeting' }],
  ])('greets with %s', async (_what, greeting, expected) => {
    sink.greet(greeting);
    expect(await sendInTime()).toMatchObject(expected);
    sink.behaveWell();
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
  });

  it('is not there', async () => {
    await sink.stop();
    const result = await sendInTime();
    expect(result).toMatchObject({ ...servers, stage: 'connect' });
    expect(result.response).toContain('ECONNREFUSED');
    sink = await SmtpSink.start();
  });

  it('has a name that does not exist', async () => {
    await transport.close();
    transport = new SmtpTransport({
      relay: parseRelayUrl(`smtp://relay.invalid?${LIMITS}`),
      ehloName: 'cert.example',
    });
    expect(await sendInTime()).toMatchObject({ ...servers, stage: 'connect' });
  });

  it('has all its connections stuck: the wait counts towards the limit', async () => {
    await reopen({}, `${LIMITS}&connections=1`);
    sink.behave(/./, { at: 'rcpt', hang: true });
    const results = await Promise.all([sendInTime(), sendInTime(), sendInTime()]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['soft_fail', 'soft_fail', 'soft_fail']);
  });
});

describe('a kept connection that died', () => {
  it('is noticed and replaced, with the words of the relay or without', async () => {
    await transport.send(mail());
    sink.hangUp();
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
    sink.hangUp('421 4.4.2 idle for too long');
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
    expect(sink.messages).toHaveLength(3);
    expect(sink.connections).toBe(3);
  });

  it.each<[string, SinkBehaviour]>([
    ['reset', { at: 'mail', reset: true, times: 1 }],
    ['421', { at: 'rcpt', reply: 421, times: 1 }],
  ])('is replaced once when it shows only in use (%s)', async (_what, behaviour) => {
    await transport.send(mail());
    sink.behave(/./, behaviour);
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
    expect(sink.messages).toHaveLength(2);
    expect(sink.connections).toBe(2);
  });

  it('is not replaced a second time', async () => {
    await transport.send(mail());
    sink.behave(/./, { at: 'mail', reset: true });
    expect(await sendInTime()).toMatchObject(servers);
    expect(sink.connections).toBe(2);
  });

  it('is not replaced when it was fresh', async () => {
    sink.behave(/./, { at: 'mail', reset: true, times: 1 });
    expect(await sendInTime()).toMatchObject(servers);
    expect(sink.connections).toBe(1);
  });

  it.each<SinkBehaviour['at']>(['content', 'data'])(
    'is never replaced once the content is on its way (%s)',
    async (at) => {
      await transport.send(mail());
      sink.behave(/./, { at, reset: true, times: 1 });
      expect(await sendInTime()).toMatchObject({ ...servers, stage: 'data' });
      expect(sink.connections).toBe(1);
      expect(sink.messages.map(({ acknowledged }) => acknowledged)).toEqual(
        at === 'data' ? [true, false] : [true],
      );
    },
  );
});

describe('a login', () => {
  const login = { user: 'cert', password: 'hunter2' };
  const withLogin = (user: string, query = LIMITS): void => {
    transport = new SmtpTransport({
      relay: parseRelayUrl(`${sink.url.replace('//', `//${user}@`)}?${query}`),
      ehloName: 'cert.example',
    });
  };

  it('is made', async () => {
    await reopen({ login });
    withLogin('cert:hunter2');
    expect(await sendInTime()).toMatchObject({ outcome: 'sent' });
  });

  it('that is wrong is our trouble, not the recipient’s, and shows no password', async () => {
    await reopen({ login });
    withLogin('cert:wrong-secret');
    const result = await sendInTime();
    expect(result).toMatchObject({ ...servers, stage: 'auth', code: 535 });
    expect(JSON.stringify(result)).not.toContain('wrong-secret');
  });

  it('that is missing is seen at MAIL', async () => {
    await reopen({ login });
    expect(await sendInTime()).toMatchObject({ ...servers, stage: 'mail', code: 530 });
  });

  it('that is not offered fails visibly', async () => {
    withLogin('cert:hunter2');
    expect(await sendInTime()).toMatchObject({ ...servers, stage: 'auth' });
  });
});

describe('TLS', () => {
  const made = certificateIfPossible('IP:127.0.0.1');
  const suite = made === null ? it.skip : it;
  const tls = made ?? { key: '', cert: '' };

  suite('by STARTTLS is used where it is offered', async () => {
    await reopen({ tls }, LIMITS, { ca: tls.cert });
    expect(await sendInTime()).toMatchObject({ outcome: 'sent', line: { tls: 'TLSv1.3', tlsReason: null } });
  });

  suite('from the start works', async () => {
    await reopen({ tls: { ...tls, implicit: true } }, LIMITS, { ca: tls.cert });
    expect(await sendInTime()).toMatchObject({ outcome: 'sent', line: { tls: 'TLSv1.3', tlsReason: null } });
  });

  it('that is required but stripped stops the mail', async () => {
    await reopen({}, `${LIMITS}&starttls=required`);
    const result = await sendInTime();
    expect(result).toMatchObject({ ...servers, stage: 'tls', line: { tls: null } });
    expect(result.line?.tlsReason).toMatch(/^Kept back: the server does not offer STARTTLS/);
    expect(sink.messages).toEqual([]);
  });

  suite('is demanded of a server that offered it before, unless it is asked anew each time', async () => {
    const offers = new Map<string, Date>();
    const tlsMemory: TlsMemory = {
      offeredAt: (host) => Promise.resolve(offers.get(host) ?? null),
      offered: (host) => void offers.set(host, new Date('2026-03-01T10:20:30Z')),
    };
    await reopen({ tls }, `${LIMITS}&idle=0.01`, { ca: tls.cert, tlsMemory });
    sink.offer('no STARTTLS');
    expect(await sendInTime()).toMatchObject({ outcome: 'sent', line: { tls: null } });
    expect(offers.size).toBe(0);
    sink.hangUp();
    sink.behaveWell();
    expect(await sendInTime()).toMatchObject({ outcome: 'sent', line: { tls: 'TLSv1.3' } });
    sink.hangUp();
    sink.offer('no STARTTLS');
    const kept = await sendInTime();
    expect(kept).toMatchObject({ ...servers, stage: 'tls', line: { tls: null } });
    expect(kept.line?.tlsReason).toMatch(
      /^Kept back: the server offers no STARTTLS now, and did on 2026-03-01 at 10:20 UTC\./,
    );
    expect(sink.messages).toHaveLength(2);

    await reopen({ tls }, `${LIMITS}&starttls=each-time`, { ca: tls.cert, tlsMemory });
    sink.offer('no STARTTLS');
    expect(await sendInTime()).toMatchObject({
      outcome: 'sent',
      line: { tlsReason: expect.stringContaining('starttls=each-time lets it pass') },
    });
  });

  it('is not done without where nobody can say what was offered before', async () => {
    await reopen({}, LIMITS, {
      tlsMemory: {
        offeredAt: () => Promise.reject(new Error('the database is away')),
        offered: () => undefined,
      },
    });
    expect(await sendInTime()).toMatchObject({ ...servers, stage: 'connect' });
    expect(sink.messages).toEqual([]);
  });

  suite.each([true, false])(
    'with a certificate of somebody else stops the mail (from the start: %s)',
    async (implicit) => {
      await reopen({ tls: { ...tls, implicit } });
      const result = await sendInTime();
      expect(result).toMatchObject({ ...servers, stage: 'tls' });
      expect(result.response).toMatch(/certificate/i);
      expect(result.line?.tlsReason).toBe(
        'Kept back: the certificate of the server is not good for its name.',
      );
      expect(sink.messages).toEqual([]);
    },
  );

  suite('can be switched off', async () => {
    await reopen({ tls }, `${LIMITS}&starttls=off`);
    expect(await sendInTime()).toMatchObject({
      outcome: 'sent',
      line: { tls: null, tlsReason: 'Sent in clear: starttls=off says so.' },
    });
  });
});

describe('closing', () => {
  it('lets mails under way end and refuses new ones', async () => {
    sink.behave(/./, { at: 'data', delayMs: 200 });
    const underWay = transport.send(mail());
    await sleep(50);
    await transport.close();
    expect(await underWay).toMatchObject({ outcome: 'sent' });
    expect(await transport.send(mail())).toMatchObject(servers);
    await sleep(50);
    sink.hangUp();
  });

  it('does not wait for ever', async () => {
    await reopen({}, 'limit=60');
    sink.behave(/./, { at: 'data', hang: true });
    const underWay = transport.send(mail());
    await sink.waitFor(1);
    const startedAt = performance.now();
    await transport.close();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await underWay).toMatchObject({ ...servers, stage: 'data' });
  });
});

describe('an envelope that is broken', () => {
  it.each([
    { from: 'a@b.example', to: 'x@y.example>\r\nRCPT TO:<all@evil.example' },
    { from: 'a@b.example', to: '' },
    { from: 'nobody', to: 'x@y.example' },
  ])('is a fault of ours', async (envelope) => {
    await expect(transport.send({ envelope, raw: RAW })).rejects.toMatchObject({
      code: 'mail.address_refused',
    });
    expect(sink.connections).toBe(0);
  });
});
