import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#libs/contracts';
import { fingerprintWords } from '../../../ui/key-end.ts';
import classes from './notices.module.css';

/** Who on the way can read it: nobody, by which key; or everybody, and why. */
export function ProtectionWords({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation('notices');
  const { encryptedTo, protection, inClear } = delivery;
  if (encryptedTo !== null)
    return (
      <div>
        <strong>{t('encrypted')}</strong> <code className="foreign">{fingerprintWords(encryptedTo)}</code>
      </div>
    );
  if (protection === 'minimal') return <div className={classes['warn']}>{t('minimal')}</div>;
  if (inClear === null) return null;
  return (
    <div>
      <strong>{t('clear')}</strong> {t(`inClear.${inClear}`)}
    </div>
  );
}
