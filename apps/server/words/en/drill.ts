/** The page behind the link of a reachability drill. */
export const drill = {
  title: 'Reachability drill',
  ask: 'Nothing is wrong. We try whether we would reach {operator}. Press the button to tell us that you have our mail.',
  here: 'We have your mail',
  until: 'Answers count until {at}.',
  thanks: 'Thank you. You can be reached.',
  answered: 'Answered at {at}. Nothing more is asked of you.',
  over: 'This drill is over; thank you all the same.',
} as const;
