import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { Instant } from './instant.tsx';
import { fingerprintWords, keyEndOf } from './key-end.ts';
import { useNow } from './now.ts';

interface Props {
  contact: Pick<ContactView, 'keyFingerprint' | 'keyAlgorithm' | 'keyExpiresAt'>;
  zone?: string | undefined;
}

/** A contact's key: which one, of what kind, and when it ends; in words and colour where that is soon. */
export function KeyFacts({ contact, zone }: Props) {
  const { t } = useTranslation('ui');
  const now = useNow(60);
  const { keyFingerprint, keyAlgorithm, keyExpiresAt } = contact;
  if (keyFingerprint === null) return <span style={{ color: 'var(--dim)' }}>{t('key.none')}</span>;
  const end = keyEndOf(keyExpiresAt, now);
  return (
    <>
      <code className="foreign">{fingerprintWords(keyFingerprint)}</code>
      <div>
        {keyAlgorithm === null ? null : <span>{keyAlgorithm}, </span>}
        {keyExpiresAt === null ? (
          t('key.endless')
        ) : (
          <>
            {t(end === 'over' ? 'key.ended' : 'key.ends')}{' '}
            <Instant at={keyExpiresAt} zone={zone} form="full" />
          </>
        )}
      </div>
      {end === null ? null : (
        <strong style={{ color: end === 60 ? 'var(--soon)' : 'var(--over)' }}>{t(`key.warn.${end}`)}</strong>
      )}
    </>
  );
}
