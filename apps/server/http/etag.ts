import { RequestRefused } from './problem.ts';

export const etagOf = (version: number) => `"${version}"`;

/** The version that an edit builds on. @throws 428 without `If-Match`, 400 when it is no ETag of ours */
export function versionOf(
  ifMatch: string | undefined,
  present: number,
  noun: 'incident' | 'contact' | 'user' | 'advisory' | 'list' | 'rota' = 'incident',
): number {
  if (ifMatch === undefined) {
    throw new RequestRefused(
      428,
      `${noun}.version_needed`,
      'Send If-Match with the ETag of what you read, so that nobody overwrites another.',
      { version: present },
    );
  }
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim()) ?? [];
  if (version === undefined)
    throw new RequestRefused(
      400,
      'request.bad_etag',
      'If-Match takes one ETag as it was given, for example "3".',
    );
  return Number(version);
}
