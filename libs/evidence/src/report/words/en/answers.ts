import { averageWords, numberWords } from '../numbers.ts';

const counted = (many: number, of: string) => `${numberWords(many, 'en')} ${of}${many === 1 ? '' : 's'}`;

/** What stands under each question. */
export const answers = {
  nothing: {
    staff: 'There was no incident in this period.',
    outside: 'Too few operators stand behind the figures of this period: nothing can be told of it.',
  },
  oneKind: (kind: string) => `Incidents of one kind: ${kind}.`,
  kinds: (kinds: number, most: string, many: number, all: number) =>
    `Incidents of ${kinds} kinds. The most frequent: ${most}, ${numberWords(many, 'en')} of ${numberWords(all, 'en')}.`,
  months: (many: number) => counted(many, 'month'),
  days: (many: number) => counted(many, 'day'),
  level: (incidents: number, length: string, operators: number) =>
    `${counted(incidents, 'incident')} in ${length}, which touched ${counted(operators, 'operator')} of top-level domains.`,
  frequency: (average: number) => `On average ${averageWords(average, 'en')} incidents a month.`,
  severity: (grave: number, all: number) =>
    `${numberWords(grave, 'en')} of ${counted(all, 'incident')} were critical or high.`,
  gaps: (operators: number) =>
    `Whom to tell, and how safely: of ${counted(operators, 'operator')} in the directory. What in the root zone makes a TLD easy to break. Who was told, and who answered, later than promised.`,
  run: 'A report comes in, becomes or joins an incident; whom it touches is worked out from the root zone; each operator gets a signed mail; each step is written into a record that nobody can rewrite unseen. How long that takes:',
  role: {
    coordinates:
      'To co-ordinate, not to operate. The CERT finds out who is touched, tells them, introduces them to each other where they agree, and follows the work until it is over.',
    noOrders:
      'It gives no orders and changes nothing in systems of others: what is done about a TLD is done by whoever runs it.',
  },
  part: 'Counted as taking part: who reported something, or answered a notice, in the period.',
  cost: 'The service knows work, not money. This is what there was to do:',
};
