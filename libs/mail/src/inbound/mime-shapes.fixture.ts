/** A part with its detached signature, as RFC 3156 section 5 says. */
export const multipartSigned = (part: string, signature: string): string =>
  `Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512; boundary=s\r\n\r\n--s\r\n${part}\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n${signature}\r\n--s--\r\n`;

/** An armoured message as RFC 3156 section 4 says. */
export const multipartEncrypted = (armored: string): string =>
  `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e\r\n\r\n--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--e\r\nContent-Type: application/octet-stream\r\n\r\n${armored.replace(/\r?\n/g, '\r\n')}\r\n--e--\r\n`;
