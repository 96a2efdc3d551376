import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { document, element } from './xml.ts';

/** As a parser reads it back (XML 1.0 sections 2.11, 3.3.3, 4.1). */
const readBack = (markup: string) =>
  markup
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const isWritable = (text: string) =>
  text.isWellFormed() && !/(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/u.test(text);

describe('XML', () => {
  it('holds any text as it was, and no text makes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }).filter(isWritable), (text) => {
        const { markup } = element('a', { b: text }, text);
        const [, value = '', inner = ''] = /^<a b="([^"<>]*)">([^<>]*)<\/a>$/.exec(markup) ?? [];
        expect([readBack(value), readBack(inner)]).toEqual(text === '' ? ['', ''] : [text, text]);
        expect(`${value}${inner}`).not.toMatch(/\r/);
        expect(value).not.toMatch(/[\t\n]/);
      }),
    );
  });

  it('shows what XML cannot write by a sign, so that a parser never stops at it', () => {
    expect(element('a', {}, 'x\u0000\u001b\ud800\ufffey').markup).toBe('<a>x\ufffd\ufffd\ufffd\ufffdy</a>');
  });

  it('has one root, and leaves out what is not there', () => {
    const root = element('a', { b: undefined, c: '1' }, undefined, element('d', {}), '');
    expect(document(root)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a c="1"><d/></a>\n');
  });
});
