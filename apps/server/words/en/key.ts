/** Our OpenPGP key, and how to check it. */
export const key = {
  title: 'Our OpenPGP key',
  lead: 'Every mail of ours is signed with this key. If a mail asks you to act and its signature is not by this key, it is not from us.',
  none: 'No key has been published yet. It is made at the first start of a process that sends mail.',
  fingerprint: 'Fingerprint',
  of: 'Of',
  since: 'In use since',
  get: 'Get the key',
  checkTitle: 'How to check it',
  check:
    'Whoever can forge this page can forge the fingerprint on it. So compare it once with one that came to you by another way.',
  compare:
    'Compare with the fingerprint of the mails you got from us before, on paper, or by phone at a number you know from before.',
  show: 'Look at the fingerprint of the file: {command}',
  keep: 'Take it into your keyring when both are the same: {command}',
  verify: 'From then on your mail program says of each mail of ours that its signature is good.',
  otherwise: 'Do they differ? Do not act on the mail. Call DNS-CERT at a number you know from before.',
  earlierTitle: 'Earlier keys',
  earlier: 'Mails of earlier times bear signatures by these. Nothing new is signed with them.',
  until: 'From {since}',
  descriptionTitle: 'Who we are, and how we work',
  descriptionLead: 'This text is signed with our key. Check it once: {command}',
  descriptionNone:
    'It has not been signed yet. That is done at the first start of a process that sends mail.',
  descriptionGet: 'The text as it was signed',
} as const;
