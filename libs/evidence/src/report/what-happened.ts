import type { EvidenceSectionView } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';
import type { Period } from '../measures/period.ts';
import { lengthOf, monthsOf } from '../measures/period.ts';
import type { EvidenceCounts } from './counts.service.ts';
import type { Ground } from './ground.ts';
import { count, counted, NO_EXERCISES, seconds, section, slowOf, TOO_FEW, what } from './parts.ts';
import { rowsFor, rowsOf, totalFor } from './told.ts';
import type { Reader, Rows } from './told.ts';
import { SEVERITY_WORDS, TOTAL_WORDS } from './words.ts';

export function problems({ counts, kindTitle }: Ground, reader: Reader): EvidenceSectionView {
  const { keys, rows } = rowsFor(reader, counts.kinds, kindTitle);
  const [first] = rows;
  return section(
    'problems',
    first === undefined
      ? [NOTHING[reader]]
      : reader === 'staff'
        ? [
            counts.kinds.length === 1
              ? `Incidents of one kind: ${String(first[0])}.`
              : `Incidents of ${counts.kinds.length} kinds. The most frequent: ${String(first[0])}, ${String(first[1])} of ${totalFor(reader, counts.kinds)}.`,
          ]
        : [],
    {
      id: 'incidents-by-kind',
      title: 'Incidents by kind',
      columns: [what('Kind'), count('incidents', 'Incidents')],
      keys,
      rows,
      drawn: 'incidents',
      note: NO_EXERCISES,
    },
  );
}

/** What is critical or high is told to the own people alone: it is a part of the sum that few may stand behind. */
export function level({ counts, period }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const operators = new Set(counts.months.flatMap((month) => [...month.operators])).size;
  const grave = counts.severities.filter(({ name }) => name === 'critical' || name === 'high');
  const { months } = lengthOf(period);
  const figures: [key: keyof typeof TOTAL_WORDS, value: number | null][] = [
    ['incidents', total],
    ['operators', total === null ? null : operators],
    ['grave', reader === 'staff' ? grave.reduce((sum, one) => sum + one.count, 0) : null],
    ['a-month', total === null ? null : Math.round((10 * total) / months) / 10],
  ];
  return section(
    'level',
    total === null || total === 0
      ? [NOTHING[reader]]
      : [
          `${counted(total, 'incident')} in ${lengthWords(period)}, which touched ${counted(operators, 'operator')} of top-level domains.`,
        ],
    {
      id: 'totals',
      title: 'The period in four numbers',
      columns: [what('What'), count('count', 'How many')],
      ...rowsOf(
        figures,
        ([key]) => key,
        ([key, value]) => [TOTAL_WORDS[key], value],
      ),
      drawn: null,
      note: null,
    },
  );
}

export function frequency({ counts, period }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const { months, days } = lengthOf(period);
  const isCut = days !== lengthOf({ from: period.from.slice(0, 7), to: period.to.slice(0, 7) }).days;
  return section(
    'frequency',
    total === null || total === 0
      ? [NOTHING[reader]]
      : [`On average ${(total / months).toFixed(1)} incidents a month.`],
    {
      id: 'incidents-by-month',
      title: 'Incidents by month',
      columns: [
        what('Month'),
        count('incidents', 'Incidents'),
        ...(reader === 'staff' ? SEVERITIES.map((name) => count(name, SEVERITY_WORDS[name])) : []),
      ],
      ...monthRows(counts, period, reader),
      drawn: 'incidents',
      note: `By the month in which the incident was opened, in UTC.${isCut ? ' The first and the last month are not whole.' : ''}`,
    },
  );
}

/** Every month of the period; for the own people told apart by severity. */
function monthRows({ months, monthSeverities }: EvidenceCounts, period: Period, reader: Reader): Rows {
  if (reader === 'outside') return rowsFor(reader, months, (name) => name);
  const of = (found: EvidenceCounts['months'], wanted: string) =>
    found.find(({ name }) => name === wanted)?.count ?? 0;
  return rowsOf(
    monthsOf(period),
    (month) => month,
    (month) => [
      month,
      of(months, month),
      ...SEVERITIES.map((name) => of(monthSeverities, `${month} ${name}`)),
    ],
  );
}

export function severity({ counts, measures }: Ground, reader: Reader): EvidenceSectionView {
  const bySeverity = SEVERITIES.flatMap((name) => counts.severities.filter((one) => one.name === name));
  const grave = bySeverity.filter(({ name }) => name === 'critical' || name === 'high');
  const groups = measures.find(({ measure }) => measure === 'mitigation')?.groups ?? [];
  const { keys, rows } = rowsFor(reader, bySeverity, (name) => severityWords(name));
  return section(
    'severity',
    rows.length === 0
      ? [NOTHING[reader]]
      : reader === 'staff'
        ? [
            `${grave.reduce((sum, one) => sum + one.count, 0)} of ${counted(
              bySeverity.reduce((sum, one) => sum + one.count, 0),
              'incident',
            )} were critical or high.`,
          ]
        : [],
    {
      id: 'incidents-by-severity',
      title: 'Incidents by severity',
      columns: [what('Severity'), count('incidents', 'Incidents')],
      keys,
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
      ...rowsOf(
        SEVERITIES.flatMap((name) => groups.filter(({ key }) => key === name)),
        ({ key }) => key,
        (group) => [severityWords(group.key), group.n, group.medianSeconds, slowOf(group)],
      ),
      drawn: 'median',
      note: `From the moment at which we knew that an operator was touched until it had recovered. Those that are not well yet are in no time. ${TOO_FEW}`,
    },
  );
}

/** `12 months`; where a day cuts one, `90 days`. */
function lengthWords(period: Period): string {
  const { months, days } = lengthOf(period);
  return Number.isInteger(months) ? counted(months, 'month') : counted(days, 'day');
}

const severityWords = (name: string) => SEVERITY_WORDS[name as keyof typeof SEVERITY_WORDS];
const NOTHING: Record<Reader, string> = {
  staff: 'There was no incident in this period.',
  outside: 'Too few operators stand behind the figures of this period: nothing can be told of it.',
};
