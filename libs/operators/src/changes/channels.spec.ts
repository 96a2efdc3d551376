import { describe, expect, it } from '@jest/globals';
import type { Contact } from '../contact.entity.ts';
import { secondChannels } from './channels.ts';
import type { ContactFields } from './fields.ts';

const contact = (id: string, more: Partial<Contact> = {}): Contact =>
  Object.assign({} as Contact, { id, email: `${id}@a.example`, encryption: 'if_key' }, more);

const asked = (contactId: string, becomes: Partial<ContactFields>, askerEmail = 'duty@a.example') => ({
  contactId,
  was: { email: `${contactId}@a.example` },
  becomes,
  askerEmail,
});
const of = (change: Parameters<typeof secondChannels>[0], contacts: Contact[]) =>
  secondChannels(change, contacts).map(({ email }) => email);

describe('who is asked whether a change is right', () => {
  const [a, b, c] = [contact('a'), contact('b'), contact('c')];

  it('are the other contacts, each mailbox once', () => {
    const twice = contact('b2', { email: 'B@a.example' });
    expect(of(asked('a', { email: 'new@a.example' }), [a, b, twice, c])).toEqual([
      'b@a.example',
      'c@a.example',
    ]);
  });

  it('is the only contact at its present address', () => {
    expect(of(asked('a', { email: 'new@a.example' }), [a])).toEqual(['a@a.example']);
  });

  it('is never the address that would come in', () => {
    expect(of(asked('a', { email: 'B@a.example' }), [a, b, c])).toEqual(['c@a.example']);
    expect(of(asked('a', { email: 'b@a.example' }), [a, b])).toEqual([]);
  });

  it('is somebody else than who asks, where there is somebody else', () => {
    expect(of(asked('a', { order: 2 }, 'b@a.example'), [a, b, c])).toEqual(['c@a.example']);
    expect(of(asked('a', { order: 2 }, 'b@a.example'), [a, b])).toEqual(['b@a.example']);
  });

  it('is nobody who takes encrypted mail alone', () => {
    expect(of(asked('a', { order: 2 }), [a, contact('b', { encryption: 'required' }), c])).toEqual([
      'c@a.example',
    ]);
  });
});
