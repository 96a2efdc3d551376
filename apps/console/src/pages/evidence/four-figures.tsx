import { useTranslation } from 'react-i18next';
import type { EvidenceReportView } from '#libs/contracts';
import classes from './evidence.module.css';
import { numberWords, secondsWords } from './words-of.ts';

interface Props {
  report: EvidenceReportView;
  /** Of the period of the same length before; undefined while it is on its way, or where it is not told. */
  before: EvidenceReportView | undefined;
}

/** A number of the report by where it stands. */
function numberOf(
  report: EvidenceReportView | undefined,
  table: string,
  key: string,
  column: string,
): number | null {
  const found = report?.sections.flatMap(({ tables }) => tables).find(({ id }) => id === table);
  const row = found?.rows[found.keys.indexOf(key)];
  const value = row?.[found?.columns.findIndex(({ id }) => id === column) ?? -1];
  return typeof value === 'number' ? value : null;
}

const FIGURES = [
  { words: 'incidents', table: 'totals', row: 'incidents', column: 'count' },
  { words: 'grave', table: 'totals', row: 'grave', column: 'count' },
  { words: 'told', table: 'response-times', row: 'first_notice', column: 'median' },
  { words: 'answered', table: 'response-times', row: 'answer', column: 'median' },
] as const;

/** How often, how bad, how fast: each with what it was before. */
export function FourFigures({ report, before }: Props) {
  const { t } = useTranslation('evidence');
  return (
    <dl className={classes['four']}>
      {FIGURES.map(({ words, table, row, column }) => {
        const [now, then] = [numberOf(report, table, row, column), numberOf(before, table, row, column)];
        const told = (value: number) => (column === 'median' ? secondsWords(value) : numberWords(value));
        return (
          <div key={words}>
            <dt>{t(`four.${words}`)}</dt>
            <dd>
              <span className={classes['big']}>{now === null ? '–' : told(now)}</span>
              {now === null || then === null ? null : (
                <span className={classes['trend']}>
                  <span aria-hidden="true">{now > then ? '↗' : now < then ? '↘' : '→'}</span>{' '}
                  {t(now > then ? 'four.more' : now < then ? 'four.less' : 'four.same', {
                    before: told(then),
                  })}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
