import { useTranslation } from 'react-i18next';
import type { AttemptView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';

interface Props {
  attempt: AttemptView;
  /** What stands above already. */
  said?: string | null;
  /** In which its times are told; UTC where none is given. */
  zone?: string | undefined;
}

/** Over which server a try went, under which TLS; or why in clear, or why it was kept back. */
export function LineWords({
  attempt: { host, address, tls, tlsReason, pinnedAt },
  said = null,
  zone,
}: Props) {
  const { t } = useTranslation('notices');
  if (host === null) return null;
  return (
    <div className="foreign">
      {t(address === null ? 'line.sought' : address === host ? 'line.over' : 'line.overAt', {
        host,
        address,
      })}
      {tls === null ? '' : ` ${t('line.tls', { tls })}`}
      {tlsReason === null || tlsReason === said ? '' : `: ${tlsReason}`}
      {pinnedAt === null ? null : (
        <>
          {'; '}
          {t('line.pinned')} <Instant at={pinnedAt} zone={zone} form="full" />
        </>
      )}
    </div>
  );
}
