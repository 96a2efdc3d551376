import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigFault } from '#config/config';
import { readProfileFile } from '#config/rules';
import { faultWords, singleLine, timeZone } from '#libs/contracts';

const paragraph = singleLine(1, 2_000);

/** Who the team is, as its page by RFC 2350 says. */
const certProfile = z.strictObject({
  name: singleLine(1, 100),
  /** When: `2010`. */
  established: singleLine(1, 100).nullable(),
  address: paragraph.nullable(),
  timezone: timeZone,
  telephone: singleLine(1, 100).nullable(),
  hours: paragraph,
  members: paragraph,
  mission: paragraph,
  constituency: paragraph,
  sponsorship: paragraph,
  authority: paragraph,
  cooperation: paragraph,
  services: paragraph,
});
export type CertProfile = z.output<typeof certProfile>;

/**
 * The profile of this installation: the file's fields over those we come with.
 * @throws ConfigFault that names each field at fault
 */
export function readProfile(file: string | undefined): CertProfile {
  const read = certProfile.safeParse({ ...Object(readProfileFile()), ...Object(ownFields(file)) });
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${faultWords(issue)}`);
  throw fault(`has faults: ${faults.join('; ')}`);
}

function ownFields(file: string | undefined): unknown {
  if (file === undefined) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw fault('cannot be read as JSON');
  }
}

const fault = (message: string) => new ConfigFault([{ variable: 'CERT_PROFILE_FILE', message }]);
