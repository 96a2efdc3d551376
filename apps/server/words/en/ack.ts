/** The page behind the link of a notice. The answers bear the names that the API gives them. */
export const ack = {
  title: 'Incident #{number}',
  exercise: 'EXERCISE: no real incident.',
  what: 'What',
  severity: 'Severity',
  since: 'Since',
  askedOf: 'Asked of',
  tlds: 'Your TLDs',
  raised:
    'This incident has been raised to TLP:RED since. Sign in to see it. Your answer is taken here all the same.',
  howIsIt: 'How is it with you?',
  nothingYet: 'Nothing has been answered by this link yet. Press one button.',
  thanks: 'Thank you. The responders have your answer.',
  changed: 'Has it changed? Press another button. Each answer is kept with its time.',
  answered: 'Answered so far',
  comment: 'A word to the responders (optional)',
  seen: 'We have seen this and are looking at it',
  affected: 'Yes, we are affected',
  not_affected: 'No, we are not affected',
  mitigating: 'We are affected and are fixing it',
  recovered: 'It is fixed at our side',
  investigating: 'We are looking at it',
} as const;
