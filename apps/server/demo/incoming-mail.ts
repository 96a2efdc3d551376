import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';

interface Head {
  from: string;
  to: string;
  subject: string;
}

/** Brings a mail to the service's own listener, as the mail server in front of it would. @returns the server's words */
export async function bring(port: number, { from, to }: Head, raw: string): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    return (await transport.sendMail({ envelope: { from, to: [to] }, raw })).response;
  } finally {
    transport.close();
  }
}

const PLAIN = 'Content-Type: text/plain; charset=utf-8';
const headOf = ({ from, to, subject }: Head): string[] => [
  `From: ${from}`,
  `To: ${to}`,
  `Subject: ${subject}`,
  `Date: ${new Date().toUTCString()}`,
  `Message-ID: <${randomUUID()}@mail.example>`,
  'MIME-Version: 1.0',
];
const lines = (...all: string[]) => [...all, ''].join('\r\n');

export const plainMail = (head: Head, text: string): string => lines(...headOf(head), PLAIN, '', text);

/** Signed as RFC 3156 says: over the part as it stands, its own header included. */
export async function signedMail(
  head: Head,
  text: string,
  detachSign: (part: string) => Promise<string>,
): Promise<string> {
  const part = lines(PLAIN, '', text);
  const signature = (await detachSign(part)).trim().replace(/\r?\n/g, '\r\n');
  return lines(
    ...headOf(head),
    'Content-Type: multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="=_s"',
    '',
    '--=_s',
    part,
    '--=_s',
    'Content-Type: application/pgp-signature',
    '',
    signature,
    '--=_s--',
  );
}

/** Parts within each other, more of them than anybody needs. */
export function nestedMail(head: Head, depth: number): string {
  const opened = Array.from({ length: depth }, (_, at) => [
    `Content-Type: multipart/mixed; boundary="=_${at}"`,
    '',
    `--=_${at}`,
  ]);
  return lines(...headOf(head), ...opened.flat(), PLAIN, '', 'Can you read me?');
}
