const noExercises =
  'Exercises, rejected incidents and what a public source alone has told are left out; what was joined counts once.';

/** The tables by their ids: what each shows, what its rows are of, and how to read it. */
export const tables = {
  'incidents-by-kind': { title: 'Incidents by kind', first: 'Kind', note: noExercises },
  totals: {
    title: 'The period in four numbers',
    first: 'What',
    note: 'Touched: reported it, or was in it for more than a suspicion.',
  },
  'incidents-by-month': {
    title: 'Incidents by month',
    first: 'Month',
    note: 'By the month in which the incident was opened, in UTC.',
    cut: 'The first and the last month are not whole.',
  },
  'incidents-by-severity': {
    title: 'Incidents by severity',
    first: 'Severity',
    note: 'By stated rules; a person may decide otherwise, with a reason.',
  },
  'down-time': {
    title: 'How long operators were hit',
    first: 'Severity',
    note: 'From the moment at which we knew that an operator was touched until it had recovered. Those that are not well yet are in no time.',
    n: 'Operators in incidents',
    median: 'Half were well after',
    p90: 'Nine in ten after',
  },
  'directory-gaps': {
    title: 'Whom we could not reach, or not safely',
    first: 'Gap',
    note: 'As the directory is now.',
  },
  'weak-spots': {
    title: 'Weak spots of the root zone',
    first: 'Weak spot',
    none: 'No root zone was imported.',
    note: (serial: number) => `Of the root zone ${serial}, which everybody can read.`,
  },
  late: {
    title: 'Later than promised',
    first: 'What',
    staff: 'Of those with a promise for their severity; what is still running counts once its time is over.',
    outside: 'Told to the people of the CERT alone.',
  },
  'response-times': { title: 'How long things take', first: 'What' },
  definitions: {
    title: 'What is measured',
    first: 'What',
    starts: 'Begins',
    stops: 'Ends',
    never: 'Never',
  },
  participation: {
    title: 'Who takes part',
    first: 'Who',
    note: 'Each operator counts once, however often it reported or answered.',
    outside: 'A small number, or one of which all but a few took part, is not told.',
  },
  workload: {
    title: 'Work',
    first: 'What',
    note: 'Exercises are left out. Automatic steps are not counted.',
  },
  'reports-by-channel': {
    title: 'Reports by the way they came',
    first: 'Way',
    note: 'Exercises are left out. A report may become an incident, join one, or be rejected.',
  },
};

/** Columns that mean the same in every table. */
export const columns = {
  incidents: 'Incidents',
  count: 'How many',
  tlds: 'TLDs',
  n: 'Ended',
  median: 'Half within',
  p90: 'Nine in ten within',
  open: 'Still open',
  never: 'Never',
  promised: 'Promised',
  late: 'Late or never',
  share: 'Share',
  known: 'In the directory',
  tookPart: 'Took part',
  reports: 'Reports',
};

export const reading = {
  tooFew: (fewest: number) =>
    `Of fewer than ${fewest} it is not told what nine in ten did not exceed: it would be the slowest of all.`,
  /** The row of what is told together. */
  others: (fewest: number) => `all others, each of fewer than ${fewest} operators`,
};
