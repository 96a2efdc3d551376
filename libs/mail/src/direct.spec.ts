import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SmtpSink } from '../../../test/harness/smtp-sink.ts';
import { DirectTransport } from './direct.ts';
import { MailFault } from './fault.ts';
import { parseDirectUrl } from './relay.ts';
import { NamesAlone } from './whereabouts.ts';

const MAIL = {
  envelope: { from: 'bounce+t@cert.example', to: 'noc@Registry.example' },
  raw: Buffer.from('Subject: x\r\n\r\nx\r\n'),
};

describe('mail to the recipient’s own servers', () => {
  let sink: SmtpSink;
  const sent: DirectTransport[] = [];
  beforeEach(async () => {
    sink = await SmtpSink.start();
  });
  afterEach(async () => {
    await Promise.all(sent.splice(0).map((one) => one.close()));
    await sink.stop();
  });

  /** @param servers addresses by host, in the order of their priority */
  const direct = (servers: Record<string, string[]>, mayReach: (address: string) => boolean = () => true) => {
    const { patience } = parseDirectUrl(`mx://direct?port=${sink.port}&limit=2&connect=0.5&greeting=0.5`);
    const transport = new DirectTransport({
      patience,
      mayReach,
      ehloName: 'cert.example',
      whereabouts: new NamesAlone({
        exchangesOf: (domain) =>
          domain === 'registry.example'
            ? Promise.resolve(Object.keys(servers).map((host, priority) => ({ host, priority })))
            : Promise.reject(new Error('no such domain')),
        addressesOf: (host) => Promise.resolve(servers[host] ?? []),
      }),
    });
    sent.push(transport);
    return transport;
  };

  it('goes to whichever address of the first server answers', async () => {
    const result = await direct({ 'mx.example': ['127.0.0.9', '127.0.0.1'] }).send(MAIL);
    expect(result).toMatchObject({ outcome: 'sent', line: { host: 'mx.example', address: '127.0.0.1' } });
  });

  it('goes to the next server when one is away or takes no part', async () => {
    sink.greet({ reply: 554, text: 'not here' }, 1);
    const result = await direct({ 'a.example': ['127.0.0.1'], 'b.example': ['127.0.0.1'] }).send(MAIL);
    expect(result).toMatchObject({ outcome: 'sent', line: { host: 'b.example' } });
  });

  it('does not offer elsewhere what was refused, nor what may have been taken', async () => {
    const two = { 'a.example': ['127.0.0.1'], 'b.example': ['127.0.0.1'] };
    sink.behave(/noc/, { at: 'rcpt', reply: 550, text: '5.1.1 nobody', times: 1 });
    expect(await direct(two).send(MAIL)).toMatchObject({ outcome: 'hard_fail', line: { host: 'a.example' } });
    sink.behave(/noc/, { at: 'data', reset: true, times: 1 });
    expect(await direct(two).send(MAIL)).toMatchObject({ outcome: 'soft_fail', stage: 'data' });
    expect(sink.messages).toHaveLength(1);
  });

  it('speaks to nobody where it may not', async () => {
    const result = await direct({ 'mx.example': ['127.0.0.1'] }, () => false).send(MAIL);
    expect(result).toMatchObject({
      outcome: 'soft_fail',
      stage: 'connect',
      response: 'mx.example has no address on the public Internet (mx.example:' + `${sink.port})`,
    });
    expect(await direct({ '127.0.0.1': ['127.0.0.1'] }).send(MAIL)).toMatchObject({
      response: 'It has no mail server',
    });
    expect(sink.connections).toBe(0);
  });

  it('is put off while nothing is known of the domain', async () => {
    const mail = { ...MAIL, envelope: { ...MAIL.envelope, to: 'noc@other.example' } };
    expect(await direct({}).send(mail)).toMatchObject({ outcome: 'soft_fail', stage: 'connect' });
  });
});

describe('the URL mx://direct', () => {
  it('has two connections to a server, and public addresses alone', () => {
    expect(parseDirectUrl('mx://direct')).toMatchObject({
      patience: { port: 25, connections: 2, startTls: 'opportunistic', totalMs: 60_000 },
      anyAddress: false,
    });
    expect(parseDirectUrl('mx://direct?starttls=required&port=2525&addresses=any')).toMatchObject({
      patience: { port: 2525, startTls: 'required' },
      anyAddress: true,
    });
  });

  it.each([
    'mx://somewhere',
    'mx://direct/path',
    'mx://direct?port=0',
    'mx://direct?addresses=all',
    'mx://direct?x=1',
  ])('%s is refused', (url) => expect(() => parseDirectUrl(url)).toThrow(MailFault));
});
