import { useTranslation } from 'react-i18next';
import type { SignificanceView } from '#libs/contracts';
import classes from '../clocks.module.css';

/** What the regulation says of it, with the article, and why. */
export function Verdict({ verdict: { verdict, article, why } }: { verdict: SignificanceView }) {
  const { t } = useTranslation('clocks');
  return (
    <div role="status">
      <strong>{t(`significance.verdicts.${verdict}`)}</strong>
      {article === null ? null : ` (${article})`}
      <ul className="foreign">
        {why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <span className={classes['dim']}>{t('significance.yours')}</span>
    </div>
  );
}
