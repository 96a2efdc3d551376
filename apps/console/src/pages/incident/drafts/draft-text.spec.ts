import { describe, expect, it } from '@jest/globals';
import { draftText } from './draft-text.ts';

const source = (index: number) => ({
  index,
  type: 'note.added',
  at: '2026-03-01T12:00:00.000Z',
  leafHash: 'a0',
});

const incident = { id: 'i', number: '2026-000001', tlp: 'AMBER', exercise: false } as const;
const draft = {
  title: 'Early warning',
  notice: 'A draft.',
  incident,
  sections: [
    {
      id: 'what',
      heading: 'What happened',
      sentences: [{ text: 'Servers were down.', sources: [source(3), source(7)] }],
      missing: [],
    },
    { id: 'why', heading: 'Cause', sentences: [], missing: ['the cause'] },
  ],
};
const said = { missing: (fact: string) => `missing: ${fact}`, exercise: 'EXERCISE' };

describe('a draft as text', () => {
  it('names its label, the entries of each sentence, and each fact that is missing as missing', () =>
    expect(draftText(draft, said)).toBe(
      'TLP:AMBER #2026-000001\n\nEarly warning\n\nA draft.\n\nWhat happened\nServers were down. [#3] [#7]\n\nCause\n[missing: the cause]',
    ));

  it('says above all else that it is of an exercise', () =>
    expect(draftText({ ...draft, incident: { ...incident, exercise: true } }, said)).toMatch(
      /^TLP:AMBER #2026-000001\n\nEXERCISE\n\nEarly warning/,
    ));
});
