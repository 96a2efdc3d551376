import type { LeftOutReason, Measure } from '#libs/contracts';

/** What begins and ends the time, and when it never ends. */
const clocks: Record<Measure, { starts: string; stops: string; never: string }> = {
  receipt: {
    starts: 'A report has come in.',
    stops: 'The mail server took the signed receipt for its reporter.',
    never: 'The receipt came back, failed or was held back by a rule.',
  },
  triage: {
    starts: 'The incident is opened.',
    stops: 'A person takes it up: it leaves the state new and does not come back to it.',
    never: 'It was closed without that.',
  },
  first_notice: {
    starts: 'The operator comes into the incident with more than a suspicion.',
    stops: 'The first notice for it was taken by a mail server, or we wrote down that it was told.',
    never: 'The incident was closed and the operator had not been told.',
  },
  answer: {
    starts: 'The operator was told.',
    stops: 'It answers, by whatever way, or we write down what it said.',
    never: 'The incident was closed and the operator had stayed silent.',
  },
  mitigation: {
    starts: 'The operator comes into the incident with more than a suspicion.',
    stops: 'It has recovered, or its service is up again, and nothing said otherwise since.',
    never: 'The incident was closed without a word that the service is well again.',
  },
  closure: {
    starts: 'The incident is opened.',
    stops: 'It is closed, for the last time: one that was taken up again is open.',
    never: 'This does not happen.',
  },
};

const leftOut: Record<LeftOutReason, string> = {
  no_receipt_due:
    'Reports of sources without an account, and reports whose answer goes another way: no receipt is mailed.',
  opened_in_work: 'Incidents that were split off from one that a person had in hand already.',
  spoke_first: 'Operators that reported it themselves, or spoke before anybody told them.',
  came_told: 'Operators that were only suspected until they were told.',
  not_hit: 'Operators of which nobody ever said that they were hit, or that turned out not to be.',
};

export const en = {
  clocks,
  leftOut,
  /** What holds of every measure, told with the figures in this order. */
  rules: {
    entries:
      'Times come from the entries of the record; where something was told later than it happened, the time at which it happened counts.',
    exercises: 'Exercises, rejected incidents and what a public source alone has told never count.',
    joined:
      'An incident that was joined to another counts as part of it, from the earlier opening. One that was split off counts for itself; an operator that went with it keeps its clock.',
    judged: 'Kind and severity are as we judge them now, be they corrected since.',
    open: 'What is still running is counted as open and is in no median: a low figure with many open is no good figure.',
    month:
      'A month is the month in which the clock started, in UTC. An incident counts once for each operator and region that it touches.',
    before: 'What was over before its clock started counts as 0 seconds.',
  },
};
