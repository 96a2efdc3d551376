/** The page for a browser that got no other. */
export const problem = {
  notFoundTitle: 'There is nothing here',
  tooManyTitle: 'Too many requests',
  awayTitle: 'Not just now',
  otherTitle: 'That did not work',
  otherwise: 'Go on from the {home}.',
  home: 'start page',
  number: 'Number of this request',
} as const;
