import { useTranslation } from 'react-i18next';
import type { CheckpointView } from '#libs/contracts';
import type { ProvenLeaf } from './check.ts';
import classes from './record.module.css';
import { hexOf } from './tree.ts';

interface Props {
  leafHash: string;
  head: CheckpointView;
  proven: ProvenLeaf;
}

/** Each hashing from the entry up to the root, as this browser did it. */
export function LeafSteps({ leafHash, head, proven: { steps, isProven } }: Props) {
  const { t } = useTranslation('record');
  return (
    <ol className={classes['steps']}>
      <li>
        {t('steps.leaf')}
        <code>{leafHash}</code>
      </li>
      {steps.map(({ beside, side, hash }) => (
        <li key={hexOf(hash)}>
          {t(`steps.${side}`)}
          <code className={classes['beside']}>{hexOf(beside)}</code>
          {t('steps.gives')}
          <code>{hexOf(hash)}</code>
        </li>
      ))}
      <li>
        {t(isProven ? 'steps.root' : 'steps.otherRoot')}
        <code>{head.root}</code>
      </li>
    </ol>
  );
}
