import { describe, expect, it } from '@jest/globals';
import type { TimelineActor, Tlp } from '#libs/contracts';
import { secondPersonFor } from './second-person.ts';

const PERSON: TimelineActor = { kind: 'user', id: 'u', name: 'responder' };
const RULE: TimelineActor = { kind: 'system', name: 'automatic notice' };
const needed = (tlp: Tlp, sentBy: TimelineActor, own: number, reached = own) =>
  secondPersonFor({ tlp, sentBy }, { own, reached }, 50);

describe('a second person', () => {
  it.each<[Tlp, TimelineActor, number, number, number]>([
    ['AMBER', PERSON, 1, 1, 0],
    ['AMBER', PERSON, 50, 50, 0],
    ['AMBER', PERSON, 51, 51, 1],
    ['AMBER', PERSON, 10, 51, 1],
    ['RED', PERSON, 1, 1, 1],
    ['AMBER+STRICT', PERSON, 50, 50, 0],
    ['CLEAR', RULE, 50, 50, 0],
    ['CLEAR', RULE, 51, 51, 2],
    ['CLEAR', RULE, 1, 51, 2],
    ['RED', RULE, 1, 1, 2],
  ])('TLP:%s by %j to %i operators, %i in all: %i', (tlp, sentBy, own, reached, expected) => {
    const answer = needed(tlp, sentBy, own, reached);
    expect(answer.needed).toBe(expected);
    expect(answer.why === null).toBe(expected === 0);
  });

  it('is asked for in words that say every reason', () => {
    expect(needed('RED', PERSON, 60).why).toBe(
      'A second person must agree: it is TLP:RED, and it goes to 60 operators, more than 50.',
    );
    expect(needed('AMBER', RULE, 3, 52).why).toBe(
      'Two people must agree: with what was sent before it reaches 52 operators, more than 50.',
    );
  });
});
