import type { EvidenceSectionView } from '#libs/contracts';
import { FEWEST_FOR_P90 } from '#libs/contracts';
import type { Ground } from './ground.ts';
import { count, nameIn, percent, seconds, section, slowOf, table, text } from './parts.ts';
import { operatorsFor, rowsFor, rowsOf, totalFor } from './told.ts';
import type { Reader } from './told.ts';

export function gaps({ gaps: found, spots, measures, words }: Ground, reader: Reader): EvidenceSectionView {
  const { columns, rows, tables } = words;
  const promised = measures.filter(({ all }) => (all.promised ?? 0) > 0);
  return section(
    words,
    'gaps',
    [words.answers.gaps(found.directory.operators)],
    table(words, 'directory-gaps', {
      columns: [count('count', columns.count)],
      ...rowsOf(
        found.counts,
        ({ gap }) => gap,
        ({ gap, count: many }) => [rows.gaps[gap], operatorsFor(reader, many, Number.POSITIVE_INFINITY)],
      ),
      drawn: 'count',
      note: tables['directory-gaps'].note,
    }),
    table(words, 'weak-spots', {
      columns: [count('tlds', columns.tlds)],
      ...rowsOf(
        spots ?? [],
        ({ spot }) => spot,
        ({ spot, count: many }) => [rows.spots[spot], many],
      ),
      drawn: 'tlds',
      note: found.serial === null ? tables['weak-spots'].none : tables['weak-spots'].note(found.serial),
    }),
    table(words, 'late', {
      columns: [
        count('promised', columns.promised),
        count('late', columns.late),
        percent('share', columns.share),
      ],
      ...rowsOf(
        promised,
        ({ measure }) => measure,
        ({ measure, all: { promised: of, late } }) => [
          rows.measures[measure],
          of,
          late,
          of === null || late === null ? null : Math.round((100 * late) / of),
        ],
      ),
      drawn: 'share',
      note: tables.late[reader],
    }),
  );
}

export function run({ measures, words, rules }: Ground): EvidenceSectionView {
  const { columns, rows, tables } = words;
  const { starts, stops, never } = tables.definitions;
  return section(
    words,
    'run',
    [words.answers.run],
    table(words, 'response-times', {
      columns: [
        count('n', columns.n),
        seconds('median', columns.median),
        seconds('p90', columns.p90),
        count('open', columns.open),
        count('never', columns.never),
      ],
      ...rowsOf(
        measures,
        ({ measure }) => measure,
        ({ measure, all }) => [
          rows.measures[measure],
          all.n,
          all.medianSeconds,
          slowOf(all),
          all.open,
          all.never,
        ],
      ),
      drawn: 'median',
      note: words.reading.tooFew(FEWEST_FOR_P90),
    }),
    table(words, 'definitions', {
      columns: [text('starts', starts), text('stops', stops), text('never', never)],
      ...rowsOf(
        measures,
        ({ measure }) => measure,
        ({ measure, definition }) => [
          rows.measures[measure],
          definition.starts,
          definition.stops,
          definition.never,
        ],
      ),
      drawn: null,
      note: rules.join(' '),
    }),
  );
}

export const role = ({ words }: Ground): EvidenceSectionView =>
  section(words, 'role', [words.answers.role.coordinates, words.answers.role.noOrders]);

export function part({ counts, words }: Ground, reader: Reader): EvidenceSectionView {
  const { columns, rows, tables } = words;
  return section(
    words,
    'part',
    [words.answers.part],
    table(words, 'participation', {
      columns: [count('known', columns.known), count('took-part', columns.tookPart)],
      ...rowsOf(
        counts.parties,
        (one) => one.party,
        ({ party, known, tookPart }) => [
          nameIn(rows.parties, party),
          known,
          operatorsFor(reader, tookPart, known),
        ],
      ),
      drawn: 'took-part',
      note: reader === 'staff' ? tables.participation.note : tables.participation.outside,
    }),
  );
}

export function cost({ counts, words }: Ground, reader: Reader): EvidenceSectionView {
  const { columns, rows, tables } = words;
  return section(
    words,
    'cost',
    [words.answers.cost],
    table(words, 'workload', {
      columns: [count('count', columns.count)],
      ...rowsOf(
        counts.work,
        ({ name }) => name,
        (one) => [nameIn(rows.work, one.name), totalFor(reader, [one])],
      ),
      drawn: null,
      note: tables.workload.note,
    }),
    table(words, 'reports-by-channel', {
      columns: [count('reports', columns.reports)],
      ...rowsFor(reader, counts.channels, (name) => nameIn(rows.channels, name), words.reading.others),
      drawn: 'reports',
      note: tables['reports-by-channel'].note,
    }),
  );
}
