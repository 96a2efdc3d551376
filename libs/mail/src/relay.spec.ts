import { describe, expect, it } from '@jest/globals';
import { MailFault } from './fault.ts';
import { parseRelayUrl } from './relay.ts';

describe('the URL of a relay', () => {
  it('has sensible defaults', () => {
    expect(parseRelayUrl('smtp://relay.example')).toEqual({
      host: 'relay.example',
      port: 25,
      implicitTls: false,
      startTls: 'opportunistic',
      connections: 8,
      messages: 100,
      idleMs: 30_000,
      totalMs: 60_000,
      connectMs: 10_000,
      greetingMs: 30_000,
    });
    expect(parseRelayUrl('smtps://[2001:db8::25]')).toMatchObject({
      host: '2001:db8::25',
      port: 465,
      implicitTls: true,
    });
  });

  it('takes login, options and fractions of seconds', () => {
    expect(parseRelayUrl('smtp://me%40x:p%2Fw@relay.example:587/?limit=0.5&connections=2')).toMatchObject({
      credentials: { user: 'me@x', password: 'p/w' },
      totalMs: 500,
      connections: 2,
    });
  });

  it('lets no password cross a network in clear unless that is asked for', () => {
    expect(parseRelayUrl('smtp://a:b@relay.example').startTls).toBe('required');
    expect(parseRelayUrl('smtp://a:b@127.0.0.1').startTls).toBe('opportunistic');
    expect(parseRelayUrl('smtp://a:b@relay.example?starttls=off').startTls).toBe('off');
    expect(parseRelayUrl('smtp://relay.example?starttls=each-time').startTls).toBe('each-time');
  });

  it.each([
    'http://relay.example',
    'relay.example:25',
    'smtp://',
    'smtp://relay.example/path',
    'smtp://hunter2@relay.example',
    'smtp://a:hunter2@relay.example?starttls=maybe',
    'smtp://a:hunter2@relay.example?pool=true',
    'smtp://a:hunter2@relay.example?limit=0',
    'smtp://a:hunter2@relay.example?connections=1.5',
    'smtp://a:hunter2%zz@relay.example',
  ])('%s is refused without being repeated', (url) => {
    const parse = (): unknown => parseRelayUrl(url);
    expect(parse).toThrow(MailFault);
    expect(parse).not.toThrow(/hunter2/);
  });
});
