import { DkimSigner } from './dkim.ts';
import type { DkimName } from './dkim.ts';
import { MailFault } from './fault.ts';
import { readPrivateFile } from './private-file.ts';

export interface DkimFile extends DkimName {
  /** RSA in PEM, mode 0600. */
  keyFile: string;
}

/** @throws MailFault `mail.dkim_key`, PrivateFileFault */
export async function openDkimSigner({ keyFile, ...name }: DkimFile): Promise<DkimSigner> {
  const pem = await readPrivateFile(keyFile);
  if (pem === null) throw new MailFault('mail.dkim_key', `There is no DKIM key in ${keyFile}.`);
  return new DkimSigner(name, pem);
}
