import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { useNow } from '../../ui/now.ts';
import { durationWords } from '../../ui/time-words.ts';
import classes from './figures.module.css';
import { FIGURES, figureOf } from './grid/only.ts';
import type { Only } from './grid/only.ts';
import { usePart } from './use-part.ts';

/** One line of fact: how many operators are where. Each figure shows its operators in the grid. */
export function Figures({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { only, part, showOnly } = usePart();
  const shown = FIGURES.filter((name) => name !== 'suspected' || overview.figures.suspected > 0);
  return (
    <div className={classes['figures']} role="group" aria-label={t('figures.label')}>
      {shown.map((name) => {
        const isChosen = part === 'standing' && only === name;
        return (
          <button
            key={name}
            type="button"
            className={`${classes['figure']} ${name === 'silent' && overview.figures.silent > 0 ? classes['silent'] : ''}`}
            aria-pressed={isChosen}
            onClick={() => showOnly(isChosen ? null : name)}
          >
            <span className={classes['number']}>{figureOf(overview.figures, name)}</span>{' '}
            <span className={classes['word']}>
              {t(`figures.${name}`)} <Longest overview={overview} of={name} />
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** The one that has been silent for longest. */
function Longest({ overview, of }: { overview: IncidentOverviewView; of: Only }) {
  const { t } = useTranslation('incident');
  const now = useNow(30);
  if (of !== 'silent') return null;
  const since = overview.grid.flatMap(({ silentSince }) => silentSince ?? []).sort()[0];
  return since === undefined ? null : (
    <>{t('figures.longest', { duration: durationWords(now - Date.parse(since), languageNow()) })}</>
  );
}
