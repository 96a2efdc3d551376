import type { EvidenceSectionView } from '#libs/contracts';
import { FEWEST_FOR_P90, SEVERITIES } from '#libs/contracts';
import type { Period } from '../measures/period.ts';
import { lengthOf, monthsOf } from '../measures/period.ts';
import type { Count, EvidenceCounts } from './counts.service.ts';
import type { Ground } from './ground.ts';
import { count, nameIn, seconds, section, slowOf, table } from './parts.ts';
import { rowsFor, rowsOf, sumOf, totalFor } from './told.ts';
import type { Reader, Rows } from './told.ts';
import type { ReportWords } from './words/index.ts';

export function problems({ counts, kindTitle, words }: Ground, reader: Reader): EvidenceSectionView {
  const rows = rowsFor(reader, counts.kinds, kindTitle, words.reading.others);
  const { nothing, oneKind, kinds } = words.answers;
  const [most] = counts.kinds;
  const told = (first: Count) =>
    counts.kinds.length === 1
      ? oneKind(kindTitle(first.name))
      : kinds(counts.kinds.length, kindTitle(first.name), first.count, sumOf(counts.kinds));
  return section(
    words,
    'problems',
    rows.rows.length === 0 || most === undefined ? [nothing[reader]] : reader === 'staff' ? [told(most)] : [],
    table(words, 'incidents-by-kind', {
      columns: [count('incidents', words.columns.incidents)],
      ...rows,
      drawn: 'incidents',
      note: words.tables['incidents-by-kind'].note,
    }),
  );
}

/** What is critical or high is told to the own people alone: it is a part of the sum that few may stand behind. */
export function level({ counts, period, words }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const operators = new Set(counts.months.flatMap((month) => [...month.operators])).size;
  const { months } = lengthOf(period);
  const figures: [key: keyof ReportWords['rows']['totals'], value: number | null][] = [
    ['incidents', total],
    ['operators', total === null ? null : operators],
    ['grave', reader === 'staff' ? sumOf(counts.severities.filter(isGrave)) : null],
    ['a-month', total === null ? null : Math.round((10 * total) / months) / 10],
  ];
  return section(
    words,
    'level',
    total === null || total === 0
      ? [words.answers.nothing[reader]]
      : [words.answers.level(total, lengthWords(period, words), operators)],
    table(words, 'totals', {
      columns: [count('count', words.columns.count)],
      ...rowsOf(
        figures,
        ([key]) => key,
        ([key, value]) => [words.rows.totals[key], value],
      ),
      drawn: null,
      note: words.tables.totals.note,
    }),
  );
}

export function frequency({ counts, period, words }: Ground, reader: Reader): EvidenceSectionView {
  const total = totalFor(reader, counts.months);
  const { months, days } = lengthOf(period);
  const isCut = days !== lengthOf({ from: period.from.slice(0, 7), to: period.to.slice(0, 7) }).days;
  const { note, cut } = words.tables['incidents-by-month'];
  return section(
    words,
    'frequency',
    total === null || total === 0
      ? [words.answers.nothing[reader]]
      : [words.answers.frequency(total / months)],
    table(words, 'incidents-by-month', {
      columns: [
        count('incidents', words.columns.incidents),
        ...(reader === 'staff' ? SEVERITIES.map((name) => count(name, words.rows.severities[name])) : []),
      ],
      ...(reader === 'staff'
        ? monthRows(counts, period)
        : rowsFor(reader, counts.months, (name) => name, words.reading.others)),
      drawn: 'incidents',
      note: isCut ? `${note} ${cut}` : note,
    }),
  );
}

/** Every month of the period, told apart by severity. */
function monthRows({ months, monthSeverities }: EvidenceCounts, period: Period): Rows {
  const of = (found: Count[], wanted: string) => found.find(({ name }) => name === wanted)?.count ?? 0;
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

export function severity({ counts, measures, words }: Ground, reader: Reader): EvidenceSectionView {
  const bySeverity = SEVERITIES.flatMap((name) => counts.severities.filter((one) => one.name === name));
  const groups = measures.find(({ measure }) => measure === 'mitigation')?.groups ?? [];
  const named = (name: string) => nameIn(words.rows.severities, name);
  const rows = rowsFor(reader, bySeverity, named, words.reading.others);
  const { note, ...titles } = words.tables['down-time'];
  return section(
    words,
    'severity',
    rows.rows.length === 0
      ? [words.answers.nothing[reader]]
      : reader === 'staff'
        ? [words.answers.severity(sumOf(bySeverity.filter(isGrave)), sumOf(bySeverity))]
        : [],
    table(words, 'incidents-by-severity', {
      columns: [count('incidents', words.columns.incidents)],
      ...rows,
      drawn: 'incidents',
      note: words.tables['incidents-by-severity'].note,
    }),
    table(words, 'down-time', {
      columns: [count('n', titles.n), seconds('median', titles.median), seconds('p90', titles.p90)],
      ...rowsOf(
        SEVERITIES.flatMap((name) => groups.filter(({ key }) => key === name)),
        ({ key }) => key,
        (group) => [named(group.key), group.n, group.medianSeconds, slowOf(group)],
      ),
      drawn: 'median',
      note: `${note} ${words.reading.tooFew(FEWEST_FOR_P90)}`,
    }),
  );
}

const isGrave = ({ name }: Count) => name === 'critical' || name === 'high';

/** `12 months`; where a day cuts one, `90 days`. */
function lengthWords(period: Period, { answers }: ReportWords): string {
  const { months, days } = lengthOf(period);
  return Number.isInteger(months) ? answers.months(months) : answers.days(days);
}
