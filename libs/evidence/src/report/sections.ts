import type {
  EvidenceColumnView,
  EvidenceSectionView,
  EvidenceTableView,
  GapCountsView,
  MeasureView,
  WeakSpot,
} from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import type { Period } from '../measures/period.ts';
import { monthsOf } from '../measures/period.ts';
import type { EvidenceCounts } from './counts.service.ts';
import { operatorsFor, rowsFor, totalFor } from './told.ts';
import type { Reader } from './told.ts';
import {
  CHANNEL_WORDS,
  GAP_WORDS,
  MEASURE_WORDS,
  PARTY_WORDS,
  QUESTIONS,
  SEVERITY_WORDS,
  SPOT_WORDS,
} from './words.ts';

/** All that the report is made of. */
export interface Ground {
  period: Period;
  counts: EvidenceCounts;
  measures: MeasureView[];
  gaps: GapCountsView;
  /** Of the root zone; null where none was imported. */
  spots: { spot: WeakSpot; count: number }[] | null;
  kindTitle: (kind: string) => string;
}

const what = (title: string): EvidenceColumnView => ({ id: 'what', title, unit: 'text' });
const count = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'count' });
const seconds = (id: string, title: string): EvidenceColumnView => ({ id, title, unit: 'seconds' });

function section(
  id: EvidenceSectionView['id'],
  answer: string[],
  ...tables: EvidenceTableView[]
): EvidenceSectionView {
  return { id, question: QUESTIONS[id], answer, tables };
}

/** The report, in the order in which the questions were asked. */
export function sectionsOf(ground: Ground, reader: Reader): EvidenceSectionView[] {
  return [
    problems(ground, reader),
    level(ground, reader),
    frequency(ground, reader),
    severity(ground, reader),
    gaps(ground, reader),
    run(ground),
    role(),
    part(ground, reader),
    cost(ground, reader),
  ];
}

function problems({ counts, kindTitle }: Ground, reader: Reader): EvidenceSectionView {
  const [first] = rowsFor(reader, counts.kinds, kindTitle);
  return section(
    'problems',
    first === undefined
      ? [NOTHING_TOLD]
      : reader === 'staff'
        ? [`Incidents of ${counts.kinds.length} kinds. The most frequent: ${String(first[0])}.`]
        : [],
    {
      id: 'incidents-by-kind',
      title: 'Incidents by kind',
      columns: [what('Kind'), count('incidents', 'Incidents')],
      rows: rowsFor(reader, counts.kinds, kindTitle),
      drawn: 'incidents',
      note: NO_EXERCISES,
    },
  );
}

function level({ counts, period }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const operators = new Set(counts.months.flatMap((month) => [...month.operators])).size;
  const months = monthsOf(period).length;
  return section(
    'level',
    total === null
      ? [NOTHING_TOLD]
      : [
          `${total} incidents in ${months} ${months === 1 ? 'month' : 'months'}, which touched ${operators} operators of top-level domains.`,
        ],
  );
}

function frequency({ counts, period }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const months = monthsOf(period);
  const found = new Map(counts.months.map((month) => [month.name, month]));
  const all = months.map((name) => found.get(name) ?? { name, count: 0, operators: new Set<string>() });
  const filled = rowsFor(
    reader,
    all.filter((month) => reader === 'staff' || month.count > 0),
    (name) => name,
  );
  return section(
    'frequency',
    total === null ? [NOTHING_TOLD] : [`On average ${(total / months.length).toFixed(1)} incidents a month.`],
    {
      id: 'incidents-by-month',
      title: 'Incidents by month',
      columns: [what('Month'), count('incidents', 'Incidents')],
      rows: filled,
      drawn: 'incidents',
      note: 'By the month in which the incident was opened, in UTC.',
    },
  );
}

function severity({ counts, measures }: Ground, reader: Reader): EvidenceSectionView {
  const bySeverity = SEVERITIES.flatMap((level) => counts.severities.filter(({ name }) => name === level));
  const grave = bySeverity.filter(({ name }) => name === 'critical' || name === 'high');
  const mitigation = measures.find(({ measure }) => measure === 'mitigation');
  const rows = rowsFor(reader, bySeverity, (name) => severityWords(name));
  return section(
    'severity',
    rows.length === 0
      ? [NOTHING_TOLD]
      : reader === 'staff'
        ? [`${grave.reduce((sum, one) => sum + one.count, 0)} of them were critical or high.`]
        : [],
    {
      id: 'incidents-by-severity',
      title: 'Incidents by severity',
      columns: [what('Severity'), count('incidents', 'Incidents')],
      rows,
      drawn: 'incidents',
      note: 'By stated rules; a person may decide otherwise, with a reason.',
    },
    {
      id: 'down-time',
      title: 'How long operators were hit',
      columns: [
        what('Severity'),
        count('n', 'Operators in incidents'),
        seconds('median', 'Half were well after'),
        seconds('p90', 'Nine in ten after'),
      ],
      rows: SEVERITIES.flatMap((name) =>
        (mitigation?.groups ?? [])
          .filter(({ key }) => key === name)
          .map(({ n, medianSeconds, p90Seconds }) => [severityWords(name), n, medianSeconds, p90Seconds]),
      ),
      drawn: 'median',
      note: 'From the moment at which we knew that an operator was touched until it had recovered. Those that are not well yet are in no time.',
    },
  );
}

function gaps({ gaps: found, spots, measures }: Ground, reader: Reader): EvidenceSectionView {
  const { operators } = found.directory;
  const promised = measures.filter(({ all }) => (all.promised ?? 0) > 0);
  return section(
    'gaps',
    [
      `Whom to tell, and how safely: of ${operators} operators in the directory. What in the root zone makes a TLD easy to break. Who was told, and who answered, later than promised.`,
    ],
    {
      id: 'directory-gaps',
      title: 'Whom we could not reach, or not safely',
      columns: [what('Gap'), count('count', 'How many')],
      rows: found.counts.map(({ gap, count: many }) => [
        GAP_WORDS[gap],
        operatorsFor(reader, many, Number.POSITIVE_INFINITY),
      ]),
      drawn: 'count',
      note: 'As the directory is now.',
    },
    {
      id: 'weak-spots',
      title: 'Weak spots of the root zone',
      columns: [what('Weak spot'), count('tlds', 'TLDs')],
      rows: (spots ?? []).map(({ spot, count: many }) => [SPOT_WORDS[spot], many]),
      drawn: 'tlds',
      note:
        found.serial === null
          ? 'No root zone was imported.'
          : `Of the root zone ${found.serial}, which everybody can read.`,
    },
    {
      id: 'late',
      title: 'Later than promised',
      columns: [
        what('What'),
        count('promised', 'Promised'),
        count('late', 'Late or never'),
        { id: 'share', title: 'Share', unit: 'percent' },
      ],
      rows: promised.map(({ measure, all: { promised: of, late } }) => [
        MEASURE_WORDS[measure],
        of,
        late,
        of === null || late === null ? null : Math.round((100 * late) / of),
      ]),
      drawn: 'share',
      note:
        reader === 'staff'
          ? 'Of those with a promise for their severity; what is still running counts once its time is over.'
          : 'Told to the people of the CERT alone.',
    },
  );
}

function run({ measures }: Ground): EvidenceSectionView {
  return section(
    'run',
    [
      'A report comes in, becomes or joins an incident; whom it touches is worked out from the root zone; each operator gets a signed mail; each step is written into a record that nobody can rewrite unseen. How long that takes:',
    ],
    {
      id: 'response-times',
      title: 'How long things take',
      columns: [
        what('What'),
        count('n', 'Ended'),
        seconds('median', 'Half within'),
        seconds('p90', 'Nine in ten within'),
        count('open', 'Still open'),
        count('never', 'Never'),
      ],
      rows: measures.map(({ measure, all }) => [
        MEASURE_WORDS[measure],
        all.n,
        all.medianSeconds,
        all.p90Seconds,
        all.open,
        all.never,
      ]),
      drawn: null,
      note: 'What each begins and ends with is told by GET /api/v1/stats/response-times.',
    },
  );
}

const role = (): EvidenceSectionView =>
  section('role', [
    'To co-ordinate, not to operate. The CERT finds out who is touched, tells them, introduces them to each other where they agree, and follows the work until it is over.',
    'It gives no orders and changes nothing in systems of others: what is done about a TLD is done by whoever runs it.',
  ]);

function part({ counts }: Ground, reader: Reader): EvidenceSectionView {
  return section(
    'part',
    ['Counted as taking part: who reported something, or answered a notice, in the period.'],
    {
      id: 'participation',
      title: 'Who takes part',
      columns: [what('Who'), count('known', 'In the directory'), count('took-part', 'Took part')],
      rows: counts.parties.map(({ party, known, tookPart }) => [
        PARTY_WORDS[party] ?? party,
        known,
        operatorsFor(reader, tookPart, known),
      ]),
      drawn: 'took-part',
      note:
        reader === 'staff' ? null : 'A small number, or one of which all but a few took part, is not told.',
    },
  );
}

function cost({ counts }: Ground, reader: Reader): EvidenceSectionView {
  return section(
    'cost',
    ['The service knows work, not money. This is what there was to do:'],
    {
      id: 'workload',
      title: 'Work',
      columns: [what('What'), count('count', 'How many')],
      rows: counts.work.map((one) => [one.name, totalFor(reader, [one])]),
      drawn: null,
      note: NO_EXERCISES,
    },
    {
      id: 'reports-by-channel',
      title: 'Reports by the way they came',
      columns: [what('Way'), count('reports', 'Reports')],
      rows: rowsFor(reader, counts.channels, (name) => CHANNEL_WORDS[name] ?? name),
      drawn: 'reports',
      note: 'Exercises are left out. A report may become an incident, join one, or be rejected.',
    },
  );
}

const severityWords = (name: string) => SEVERITY_WORDS[name as keyof typeof SEVERITY_WORDS];
const NOTHING_TOLD = 'Too few operators stand behind the figures of this period: nothing can be told of it.';
const NO_EXERCISES =
  'Exercises, rejected incidents and what a public source alone has told are left out; what was joined counts once.';
