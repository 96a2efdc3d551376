/** The page that asks a contact whether a change of another is right. */
export const contactChange = {
  title: 'Is this right? {operator}',
  what: 'Somebody asks DNS-CERT to change a contact of {operator}. It is done only if you confirm.',
  contact: 'Contact',
  askedBy: 'Asked by',
  askedAt: 'Asked at',
  wouldChange: 'What would change',
  confirm: 'Yes, this is right: change it',
  refuse: 'No, refuse it',
  unknown: 'If you do not know of this, refuse it and call DNS-CERT at a number you know from before.',
  thanks: 'Thank you',
  done: 'It is changed. Everybody who was a contact before is told by mail.',
  refused:
    'It is refused, and nothing was changed. If you did not know of it, call DNS-CERT at a number you know from before.',
  deadTitle: 'This link does nothing now',
} as const;
