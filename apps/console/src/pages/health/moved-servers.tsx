import { useTranslation } from 'react-i18next';
import type { MovedServersView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';

/** Where each domain's mail went before, and where it goes now. */
export function MovedServers({ servers }: { servers: MovedServersView[] }) {
  const { t } = useTranslation('health');
  if (servers.length === 0) return null;
  const named = (names: string[]) => (names.length === 0 ? t('moved.none') : names.join(', '));
  return (
    <ul>
      {servers.map(({ name, was, is, at }) => (
        <li key={name} className="foreign">
          <strong>{name}</strong> <Instant at={at} />: {t('moved.was')} <code>{named(was)}</code>,{' '}
          {t('moved.is')} <code>{named(is)}</code>
        </li>
      ))}
    </ul>
  );
}
