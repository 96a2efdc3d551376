import { describe, expect, it } from '@jest/globals';
import { cleanFileName } from './file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['zone transfer.pcap', 'zone transfer.pcap'],
    ['Übersicht.pdf', 'Übersicht.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\duty\\log.txt', 'log.txt'],
    ['/', 'unnamed'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
    ['.htaccess', 'htaccess'],
    ['a\r\nContent-Type: text/html\r\n\r\n<script>', 'html<script>'],
    ['a\u0000b.txt', 'ab.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u2028b', 'ab'],
    ['  a   b  ', 'a b'],
    ['\ud800.txt', '\ufffd.txt'],
    ['"quoted".txt', '"quoted".txt'],
  ])('%j is shown as %j', (given, shown) => {
    expect(cleanFileName(given)).toBe(shown);
  });

  it('is cut at 200 characters, and keeps its ending', () => {
    const cut = cleanFileName(`${'ä😀'.repeat(300)}.tar.gz`);
    expect(Array.from(cut)).toHaveLength(200);
    expect(cut.endsWith('.gz')).toBe(true);
    expect(cut.isWellFormed()).toBe(true);
    expect(Array.from(cleanFileName(`a.${'b'.repeat(400)}`))).toHaveLength(200);
  });
});
