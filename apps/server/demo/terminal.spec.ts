import { describe, expect, it } from '@jest/globals';
import { Terminal } from './terminal.ts';

function told(act: (terminal: Terminal) => void): string {
  const written: string[] = [];
  const out = { isTTY: false, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  act(new Terminal(out, () => new Date('2026-03-04T05:06:07Z')));
  return written.join('');
}

describe('the terminal', () => {
  it('begins a step with its UTC time and keeps lines within 96 columns, without colours where it is no terminal', () => {
    const text = told((terminal) => terminal.step('word '.repeat(60).trim()));
    expect(text.startsWith('05:06:07Z word')).toBe(true);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
    expect(text).not.toContain('\u001b');
  });

  it('never breaks an address', () => {
    const address = `https://cert.example/${'x'.repeat(100)}`;
    expect(told((terminal) => terminal.note(`Source: ${address}`))).toContain(address);
  });

  it('lines up tables by their widest cell', () => {
    expect(
      told((terminal) =>
        terminal.table([
          ['a', 'b'],
          ['long', 'c'],
        ]),
      ),
    ).toBe('          a     b\n          long  c\n\n');
  });
});
