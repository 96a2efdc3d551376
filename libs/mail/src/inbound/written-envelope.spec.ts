import { describe, expect, it } from '@jest/globals';
import { writtenEnvelope } from './written-envelope.ts';

const of = (...lines: string[]) => writtenEnvelope(Buffer.from([...lines, '', 'Text'].join('\r\n')));

describe('the envelope of a mail in a mailbox', () => {
  it('is what the server wrote that delivered it, before what its sender says', () => {
    expect(
      of(
        'Return-Path: <noc@registry.example>',
        'Delivered-To: cert-mail@dns-cert.example',
        'X-Original-To: reply+a1@dns-cert.example',
        'X-Original-To: report@dns-cert.example',
        'From: boss@registry.example',
        'To: CERT <cert@dns-cert.example>',
      ),
    ).toEqual({
      from: 'noc@registry.example',
      to: ['reply+a1@dns-cert.example', 'cert-mail@dns-cert.example', 'cert@dns-cert.example'],
    });
  });

  it('knows the null sender, and takes From where nobody wrote a return path', () => {
    expect(of('Return-Path: <>', 'From: a@b.example').from).toBe('');
    expect(of('From: A <a@b.example>').from).toBe('a@b.example');
    expect(of('Subject: x').from).toBeNull();
  });

  it('is nothing where the header is beyond measure', () => {
    expect(of(`To: ${'a@b.example, '.repeat(30_000)}`)).toEqual({ from: null, to: [] });
  });
});
