import { describe, expect, it } from '@jest/globals';
import { readImapUrl } from './imap-address.ts';

describe('the address of a mailbox', () => {
  it('has a server, a user, a folder and how it is watched', () => {
    expect(
      readImapUrl('imaps://cert%40x.example:s%2Fecret@imap.example/Incoming?move=Done&every=60'),
    ).toEqual({
      host: 'imap.example',
      port: 993,
      implicitTls: true,
      mustHide: true,
      user: 'cert@x.example',
      password: 's/ecret',
      path: 'Incoming',
      moveTo: 'Done',
      every: 60_000,
      source: 'cert@x.example@imap.example/Incoming',
    });
    expect(readImapUrl('imap://u:p@[::1]:1143')).toMatchObject({
      host: '::1',
      port: 1143,
      mustHide: false,
      path: 'INBOX',
      moveTo: null,
    });
    expect(readImapUrl('imap://u:p@imap.example')).toMatchObject({ port: 143, mustHide: true });
  });

  it.each([
    'pop3://u:secret@imap.example',
    'imaps://imap.example/INBOX',
    'imaps://u:secret@imap.example?mvoe=Done',
    'imaps://u:secret@imap.example?every=0',
    'imaps://u:secret@imap.example?starttls=maybe',
    'imaps://u:secret%@imap.example',
    'secret',
  ])('%s is none, and is not repeated', (text) => {
    expect(() => readImapUrl(text)).toThrow(/^INBOUND_IMAP_URL (?!.*secret)/);
  });
});
