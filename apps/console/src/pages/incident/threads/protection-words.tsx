import { useTranslation } from 'react-i18next';
import type { ThreadSentView } from '#libs/contracts';
import { fingerprintWords } from '../../../ui/key-end.ts';
import classes from './threads.module.css';

/** Who on the way can read it: nobody, by which key; or everybody, and why. */
export function ProtectionWords({ item: { delivery, inClear } }: { item: ThreadSentView }) {
  const { t } = useTranslation('threads');
  if (delivery.encryptedTo !== null)
    return (
      <div>
        <strong>{t('encrypted')}</strong>{' '}
        <code className="foreign">{fingerprintWords(delivery.encryptedTo)}</code>
      </div>
    );
  if (delivery.protection === 'minimal') return <div className={classes['warn']}>{t('minimal')}</div>;
  if (inClear === null) return null;
  return (
    <div>
      <strong>{t('clear')}</strong> {t(`inClear.${inClear}`)}
    </div>
  );
}
