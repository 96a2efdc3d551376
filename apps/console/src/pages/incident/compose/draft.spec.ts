import { describe, expect, it } from '@jest/globals';
import { fromLink, labelOf, labelsUnder, newDraft, requestOf } from './draft.ts';
import type { NoticeDraft } from './draft.ts';

const draft = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({ ...newDraft(true, 'key'), ...more });

describe('a draft of a notice', () => {
  it('asks first, and later tells what is new', () => {
    expect(newDraft(true, 'k').template).toBe('notice');
    expect(newDraft(false, 'k').template).toBe('update');
  });

  it('is never wider than its incident, whatever was chosen before that was raised', () => {
    expect(labelsUnder('AMBER')).toEqual(['AMBER', 'AMBER+STRICT', 'RED']);
    expect(labelsUnder('RED')).toEqual(['RED']);
    expect(labelOf(draft({ tlp: 'GREEN' }), 'AMBER')).toBe('AMBER');
    expect(labelOf(draft({ tlp: 'RED' }), 'AMBER')).toBe('RED');
    expect(labelOf(draft(), 'GREEN')).toBe('GREEN');
  });

  it('goes to whom was chosen, each once, and to nobody is no request', () => {
    expect(requestOf(draft(), 'AMBER')?.audience).toEqual({ affected: true });
    expect(requestOf(draft({ audience: 'silent' }), 'AMBER')?.audience).toEqual({ silent: true });
    const chosen = draft({ audience: 'chosen', chosen: ['a', 'b'], others: ' b, c\n' });
    expect(requestOf(chosen, 'AMBER')?.audience).toEqual({ operators: ['a', 'b', 'c'] });
    expect(requestOf(draft({ audience: 'chosen' }), 'AMBER')).toBeNull();
  });

  it('leaves the words of the template where nothing was written', () => {
    const blank = requestOf(draft({ subject: '  ', body: '\n' }), 'AMBER');
    expect([blank?.subject, blank?.body]).toEqual([undefined, undefined]);
    const written = requestOf(draft({ subject: ' News ', body: 'One.\n' }), 'AMBER');
    expect([written?.subject, written?.body]).toEqual(['News', 'One.\n']);
  });

  it('takes from a link whom it is for', () => {
    expect(fromLink(draft(), new URLSearchParams('audience=silent')).audience).toBe('silent');
    expect(fromLink(draft(), new URLSearchParams('audience=everybody')).audience).toBe('affected');
    expect(fromLink(draft(), new URLSearchParams('operators=a,b'))).toMatchObject({
      audience: 'chosen',
      chosen: ['a', 'b'],
    });
  });
});
