import { describe, expect, it } from '@jest/globals';
import { beginning, frames, heartbeat } from './frames.ts';

describe('server-sent events', () => {
  it('carry one change a message, and the id with the last alone', () => {
    const of = (id: string) => ({ what: 'incident' as const, id, type: 'note.added' as const });
    expect(frames([of('a'), of('b')], 'X')).toBe(
      'data: {"what":"incident","id":"a","type":"note.added"}\n\n' +
        'id: X\ndata: {"what":"incident","id":"b","type":"note.added"}\n\n',
    );
    expect(frames([], 'X')).toBe('');
  });

  it('begin and stay open without a message', () => {
    expect(beginning('X')).toBe('retry: 2000\nid: X\n\n');
    expect(heartbeat('X')).toBe(': nothing new\nid: X\n\n');
  });
});
