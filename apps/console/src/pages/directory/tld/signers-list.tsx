import { useTranslation } from 'react-i18next';
import type { TldSignerView } from '#libs/contracts';
import classes from '../directory.module.css';
import { algorithmName, digestName } from './dnssec-names.ts';

export function SignersList({ signers }: { signers: TldSignerView[] }) {
  const { t } = useTranslation('directory');
  if (signers.length === 0) return t('tld.noDs');
  return (
    <ul className={classes['lines']}>
      {signers.map(({ keyTag, algorithm, digestType, digest }) => (
        <li key={`${keyTag} ${algorithm} ${digestType} ${digest}`}>
          {t('tld.signer', {
            keyTag,
            algorithm: algorithmName(algorithm),
            digestType: digestName(digestType),
          })}
          <div>
            <code className={classes['digest']}>{digest}</code>
          </div>
        </li>
      ))}
    </ul>
  );
}
