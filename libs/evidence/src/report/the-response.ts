import type { EvidenceSectionView } from '#libs/contracts';
import { MEASURES } from '#libs/contracts';
import { DEFINITIONS, RULES } from '../measures/definitions.ts';
import type { Ground } from './ground.ts';
import { count, counted, NO_EXERCISES, seconds, section, slowOf, text, TOO_FEW, what } from './parts.ts';
import { operatorsFor, rowsFor, rowsOf, totalFor } from './told.ts';
import type { Reader } from './told.ts';
import { CHANNEL_WORDS, GAP_WORDS, MEASURE_WORDS, PARTY_WORDS, SPOT_WORDS, WORK_WORDS } from './words.ts';

export function gaps({ gaps: found, spots, measures }: Ground, reader: Reader): EvidenceSectionView {
  const { operators } = found.directory;
  const promised = measures.filter(({ all }) => (all.promised ?? 0) > 0);
  return section(
    'gaps',
    [
      `Whom to tell, and how safely: of ${counted(operators, 'operator')} in the directory. What in the root zone makes a TLD easy to break. Who was told, and who answered, later than promised.`,
    ],
    {
      id: 'directory-gaps',
      title: 'Whom we could not reach, or not safely',
      columns: [what('Gap'), count('count', 'How many')],
      ...rowsOf(
        found.counts,
        ({ gap }) => gap,
        ({ gap, count: many }) => [GAP_WORDS[gap], operatorsFor(reader, many, Number.POSITIVE_INFINITY)],
      ),
      drawn: 'count',
      note: 'As the directory is now.',
    },
    {
      id: 'weak-spots',
      title: 'Weak spots of the root zone',
      columns: [what('Weak spot'), count('tlds', 'TLDs')],
      ...rowsOf(
        spots ?? [],
        ({ spot }) => spot,
        ({ spot, count: many }) => [SPOT_WORDS[spot], many],
      ),
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
      ...rowsOf(
        promised,
        ({ measure }) => measure,
        ({ measure, all: { promised: of, late } }) => [
          MEASURE_WORDS[measure],
          of,
          late,
          of === null || late === null ? null : Math.round((100 * late) / of),
        ],
      ),
      drawn: 'share',
      note:
        reader === 'staff'
          ? 'Of those with a promise for their severity; what is still running counts once its time is over.'
          : 'Told to the people of the CERT alone.',
    },
  );
}

export function run({ measures }: Ground): EvidenceSectionView {
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
      ...rowsOf(
        measures,
        ({ measure }) => measure,
        ({ measure, all }) => [
          MEASURE_WORDS[measure],
          all.n,
          all.medianSeconds,
          slowOf(all),
          all.open,
          all.never,
        ],
      ),
      drawn: 'median',
      note: TOO_FEW,
    },
    {
      id: 'definitions',
      title: 'What is measured',
      columns: [what('What'), text('starts', 'Begins'), text('stops', 'Ends'), text('never', 'Never')],
      ...rowsOf(
        MEASURES,
        (measure) => measure,
        (measure) => {
          const { starts, stops, never } = DEFINITIONS[measure];
          return [MEASURE_WORDS[measure], starts, stops, never];
        },
      ),
      drawn: null,
      note: RULES.join(' '),
    },
  );
}

export const role = (): EvidenceSectionView =>
  section('role', [
    'To co-ordinate, not to operate. The CERT finds out who is touched, tells them, introduces them to each other where they agree, and follows the work until it is over.',
    'It gives no orders and changes nothing in systems of others: what is done about a TLD is done by whoever runs it.',
  ]);

export function part({ counts }: Ground, reader: Reader): EvidenceSectionView {
  return section(
    'part',
    ['Counted as taking part: who reported something, or answered a notice, in the period.'],
    {
      id: 'participation',
      title: 'Who takes part',
      columns: [what('Who'), count('known', 'In the directory'), count('took-part', 'Took part')],
      ...rowsOf(
        counts.parties,
        (one) => one.party,
        ({ party, known, tookPart }) => [
          PARTY_WORDS[party] ?? party,
          known,
          operatorsFor(reader, tookPart, known),
        ],
      ),
      drawn: 'took-part',
      note:
        reader === 'staff' ? null : 'A small number, or one of which all but a few took part, is not told.',
    },
  );
}

export function cost({ counts }: Ground, reader: Reader): EvidenceSectionView {
  return section(
    'cost',
    ['The service knows work, not money. This is what there was to do:'],
    {
      id: 'workload',
      title: 'Work',
      columns: [what('What'), count('count', 'How many')],
      ...rowsOf(
        counts.work,
        ({ name }) => name,
        (one) => [WORK_WORDS[one.name] ?? one.name, totalFor(reader, [one])],
      ),
      drawn: null,
      note: NO_EXERCISES,
    },
    {
      id: 'reports-by-channel',
      title: 'Reports by the way they came',
      columns: [what('Way'), count('reports', 'Reports')],
      ...rowsFor(reader, counts.channels, (name) => CHANNEL_WORDS[name] ?? name),
      drawn: 'reports',
      note: 'Exercises are left out. A report may become an incident, join one, or be rejected.',
    },
  );
}
