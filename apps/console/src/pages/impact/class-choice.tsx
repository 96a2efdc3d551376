import { useTranslation } from 'react-i18next';
import type { ImpactClass, ImpactView } from '#libs/contracts';
import classes from './impact.module.css';
import { CLASS_SIGNS } from './signs.ts';

interface Props {
  counts: ImpactView['counts'];
  only: ImpactClass | null;
  onChoose: (only: ImpactClass | null) => void;
}

/** How many of each class; pressing one shows it alone. */
export function ClassChoice({ counts, only, onChoose }: Props) {
  const { t } = useTranslation('impact');
  const each: [ImpactClass, number][] = [
    ['all_servers', counts.allServers],
    ['some_servers', counts.someServers],
    ['name_dependency', counts.nameDependency],
  ];
  return (
    <div role="group" aria-label={t('classesLabel')} className={classes['classes']}>
      {each.map(([name, count]) => (
        <button
          key={name}
          type="button"
          className={classes['class']}
          title={t(`classes.${name}.why`)}
          aria-pressed={only === name}
          disabled={count === 0}
          onClick={() => onChoose(only === name ? null : name)}
        >
          <span className={classes[name]} aria-hidden="true">
            {CLASS_SIGNS[name]}
          </span>{' '}
          <strong>{count}</strong> {t(`classes.${name}.short`)}
        </button>
      ))}
    </div>
  );
}
