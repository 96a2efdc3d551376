import { describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import type { Contact, Operator } from '#libs/operators';
import { addresseeOf, addresseesOf, audienceName, firstContacts, nextContact } from './audience.ts';
import type { Labelled } from './protection.ts';
import type { MailSettings } from './settings.ts';

const SETTINGS: MailSettings = {
  from: 'cert@dns-cert.example',
  domain: 'dns-cert.example',
  publicUrl: 'https://dns-cert.example',
  telephone: null,
  version: '0',
  onlyDomains: [],
};

const contact = (email: string, callOrder: number, more: Partial<Contact> = {}): Contact => ({
  id: `id of ${email}`,
  operatorId: 'operator',
  email,
  name: null,
  role: 'noc',
  callOrder,
  language: 'en',
  timezone: 'UTC',
  phone: null,
  encryption: 'if_key',
  keyArmored: null,
  keyFingerprint: null,
  keyAlgorithm: null,
  keyIds: null,
  keyExpiresAt: null,
  undeliverableSince: null,
  undeliverableWhy: null,
  updatedAt: new Date(0),
  version: 1,
  removedAt: null,
  ...more,
});
const NOW = new Date('2026-03-01T00:00:00Z');
const gone = { undeliverableSince: new Date(0) };
const emails = (contacts: Contact[]) => contacts.map(({ email }) => email);

describe('whom to tell at an operator', () => {
  it('is everybody who is first in the order of call, one mail a mailbox', () => {
    const contacts = [contact('b@x', 3), contact('a@x', 2), contact('A@x', 2), contact('c@x', 2)];
    expect(emails(firstContacts(contacts)).map((email) => email.toLowerCase())).toEqual(['a@x', 'c@x']);
  });

  it('passes over those whose mail comes back, unless it is all of them: then each is tried', () => {
    const contacts = [contact('a@x', 1, gone), contact('b@x', 2), contact('c@x', 3)];
    expect(emails(firstContacts(contacts))).toEqual(['b@x']);
    expect(emails(firstContacts([contact('a@x', 1, gone), contact('b@x', 2, gone)]))).toEqual(['a@x', 'b@x']);
  });

  it('is next the one in order who was not told and can be', () => {
    const contacts = [contact('d@x', 3), contact('a@x', 1), contact('c@x', 2, gone), contact('b@x', 2)];
    expect(nextContact(contacts, new Set(['a@x']))?.email).toBe('b@x');
    expect(nextContact(contacts, new Set(['a@x', 'b@x']))?.email).toBe('d@x');
    expect(nextContact(contacts, new Set(['a@x', 'b@x', 'd@x']))).toBeNull();
    expect(nextContact([contact('A@x', 1)], new Set(['a@x']))).toBeNull();
  });

  it('is nobody, visibly, where the directory knows none', () => {
    const operator = { id: 'operator', name: 'Registry' } as Operator;
    expect(addresseesOf(operator, [], { tlp: 'AMBER', relation: 'affected' }, SETTINGS, NOW)).toEqual([
      expect.objectContaining({
        contactId: null,
        withheld: 'Registry has no contact in the directory: reach it another way.',
      }),
    ]);
  });
});

describe('a mail is withheld', () => {
  const why = (
    more: Partial<Contact>,
    tlp: Tlp,
    onlyDomains: string[] = [],
    relation: Labelled['relation'] = 'named',
  ) =>
    addresseeOf(
      contact('noc@registry.example', 1, more),
      { tlp, relation },
      { ...SETTINGS, onlyDomains },
      NOW,
    ).withheld;

  it('from whom the label keeps it, in words that say what to do', () => {
    expect(why({}, 'RED', [], 'affected')).toBe(
      'TLP:RED is for the named recipients alone: name it as an operator of the audience, or tell this contact another way.',
    );
    expect(why({}, 'AMBER+STRICT', [], 'client')).toMatch(/^TLP:AMBER\+STRICT stays with the provider's own/);
    expect(why({}, 'AMBER+STRICT', [], 'affected')).toBeNull();
    expect(why({}, 'AMBER', [], 'client')).toBeNull();
  });

  it('under TLP:RED, and from who takes encrypted mail alone', () => {
    expect(why({}, 'RED')).toMatch(/^TLP:RED goes out encrypted alone/);
    expect(why({ encryption: 'required' }, 'CLEAR')).toMatch(/^This contact takes encrypted mail alone/);
    expect(why({ encryption: 'never' }, 'AMBER+STRICT')).toBeNull();
  });

  it('outside of the names that this installation may mail', () => {
    expect(why({}, 'AMBER', ['.example'])).toBeNull();
    expect(why({}, 'AMBER', ['registry.example'])).toBeNull();
    expect(why({}, 'AMBER', ['try.example', 'dns-cert.example'])).toMatch(
      /mails addresses under try\.example, dns-cert/,
    );
    expect(why({ email: 'noc@registry.example.net' }, 'AMBER', ['.example'])).not.toBeNull();
  });
});

it('an audience has a name for the record', () => {
  expect(audienceName({ affected: true })).toBe('affected operators');
  expect(audienceName({ silent: true })).toBe('affected operators that are silent');
  expect(audienceName({ operators: ['a', 'b'] })).toBe('operators a, b');
  expect(audienceName({ reporter: true })).toBe('the reporter');
  expect(audienceName({ lists: ['l'] })).toBe('lists l');
});
