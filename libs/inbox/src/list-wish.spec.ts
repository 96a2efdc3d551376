import { describe, expect, it } from '@jest/globals';
import { askedOfList, saidIn } from './list-wish.ts';

describe('what a mail asks of a list', () => {
  it.each([
    ['news', { slug: 'news', wish: null }],
    ['news-subscribe', { slug: 'news', wish: 'subscribe' }],
    ['dns-news-unsubscribe', { slug: 'dns-news', wish: 'unsubscribe' }],
    ['news-key', { slug: 'news', wish: 'key' }],
    ['key', { slug: 'key', wish: null }],
    ['-key', { slug: '-key', wish: null }],
  ])('by its address: %s', (token, asked) => expect(askedOfList(token)).toEqual(asked));

  const asked = askedOfList('news-subscribe');

  it.each([
    ['subscribe news', undefined],
    ['Hello,\n\n  Subscribe NEWS fr.', 'fr'],
  ])('and by its text: %j', (text, language) => expect(saidIn(text, asked)).toEqual({ language }));

  it.each([
    '',
    'unsubscribe news',
    'subscribe other',
    'please subscribe news',
    `${'\n'.repeat(30)}subscribe news`,
  ])('but not: %j', (text) => expect(saidIn(text, asked)).toBeNull());
});
