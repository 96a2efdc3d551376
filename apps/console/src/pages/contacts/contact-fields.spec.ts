import { describe, expect, it } from '@jest/globals';
import { addedFields, changedFields, isHarmless, merged, newContact } from './contact-fields.ts';

const before = { ...newContact('UTC'), email: 'noc@a.example', name: 'NOC', phone: '+64 4 000 0000' };

describe('an edit of a contact', () => {
  it('sends what was changed, and takes away what was emptied', () =>
    expect(changedFields(before, { ...before, name: '', phone: '', order: 2 })).toEqual({
      name: null,
      phone: null,
      order: 2,
    }));

  it('is done at once where it moves neither mail nor trust', () => {
    expect(isHarmless(changedFields(before, { ...before, name: 'N', timezone: 'Asia/Tokyo' }))).toBe(true);
    expect(isHarmless(changedFields(before, { ...before, name: 'N', order: 2 }))).toBe(false);
  });

  it('of a new one leaves out what was not said', () =>
    expect(addedFields({ ...newContact('UTC'), email: 'noc@a.example' })).toEqual({
      email: 'noc@a.example',
      role: 'noc',
      order: 1,
      language: 'en',
      timezone: 'UTC',
      encryption: 'if_key',
    }));
});

describe('two edits of a contact at the same time', () => {
  it('go together where they change different things, and say where they do not', () => {
    const written = { ...before, name: 'Night desk', order: 2 };
    const present = { ...before, name: 'Day desk', timezone: 'Asia/Tokyo' };
    expect(merged(before, written, present)).toEqual({
      clashes: ['name'],
      mine: { ...before, name: 'Night desk', order: 2, timezone: 'Asia/Tokyo' },
      theirs: { ...before, name: 'Day desk', order: 2, timezone: 'Asia/Tokyo' },
    });
  });

  it('are one where both want the same', () =>
    expect(merged(before, { ...before, order: 2 }, { ...before, order: 2 }).clashes).toEqual([]));
});
