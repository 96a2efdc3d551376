import { isUtf8 } from 'node:buffer';
import type { DirectoryFault } from './reading.ts';

/** Largest directory file; 1,500 operators with their keys are a few MiB. */
export const DIRECTORY_BYTES = 64 * 1024 * 1024;

/** The text of the file without its byte order mark, or why there is none. */
export function directoryText(bytes: Buffer): { text: string } | { faults: DirectoryFault[] } {
  if (bytes.length > DIRECTORY_BYTES)
    return { faults: [{ where: 'file', message: `is larger than ${DIRECTORY_BYTES} bytes` }] };
  if (!isUtf8(bytes)) return { faults: notUtf8(bytes) };
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return text.trim() === '' ? { faults: [{ where: 'file', message: 'is empty' }] } : { text };
}

function notUtf8(bytes: Buffer): DirectoryFault[] {
  // Excel's "Unicode text"; each of its lines would be a fault of its own.
  if (['fffe', 'feff'].includes(bytes.toString('hex', 0, 2)))
    return [{ where: 'file', message: 'is UTF-16, it must be UTF-8' }];
  return linesOf(bytes).flatMap((line, index) =>
    isUtf8(line) ? [] : [{ where: `line ${index + 1}`, message: 'is not UTF-8' }],
  );
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines = [];
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}
