/** Why a key is refused, as libs/mail says it of a key that somebody hands in. */
export const KEY_REFUSALS = {
  'it is too large': 'elle est trop grande',
  'The key is a secret key: withdraw it, for it is no secret any more.':
    'c’est une clé secrète : retirez-la, car elle n’est plus secrète.',
  'The key cannot be read as OpenPGP.': 'elle ne se lit pas comme clé OpenPGP.',
  'The key cannot be read as OpenPGP: it must be one armoured block, whole.':
    'elle ne se lit pas comme clé OpenPGP : il faut un seul bloc ASCII, entier.',
  'The key must be one key; {count} are in it.': 'il faut une seule clé ; il y en a {count}.',
  'The key is revoked.': 'elle est révoquée.',
  'The key is dated ahead: it is not valid yet.': 'elle porte une date à venir : elle ne vaut pas encore.',
  'The key has no user id with the address {address} that holds.':
    'elle n’a pas d’identité valable avec l’adresse {address}.',
  'The key has no user id that it signed itself in a way that counts (not by SHA-1 or MD5).':
    'elle n’a pas d’identité qu’elle a signée elle-même d’une façon qui compte (ni SHA-1 ni MD5).',
  'The key has no part that may encrypt.': 'elle n’a pas de partie qui sert à chiffrer.',
  'The key has more than {size} KiB.': 'elle a plus de {size} Kio.',
  'The key has more than {packets} packets: export it without what others signed (gpg --export-options export-minimal).':
    'elle a plus de {packets} paquets : exportez-la sans ce que d’autres ont signé (gpg --export-options export-minimal).',
  'The key has RSA of {bits} bits; it must have {least} or more.':
    'elle a RSA de {bits} bits ; il en faut {least} ou plus.',
};
