import { describe, expect, it } from '@jest/globals';
import { labelOf, labelsOf } from './typed-alert.ts';

describe('the label of an alert', () => {
  it('is never narrower than the list may carry', () =>
    expect(labelsOf('AMBER')).toEqual(['CLEAR', 'GREEN', 'AMBER']));

  it("is the list's where nothing was chosen, or what was chosen may not be any more", () => {
    expect(labelOf({ tlp: null }, 'GREEN')).toBe('GREEN');
    expect(labelOf({ tlp: 'CLEAR' }, 'GREEN')).toBe('CLEAR');
    expect(labelOf({ tlp: 'AMBER' }, 'GREEN')).toBe('GREEN');
  });
});
