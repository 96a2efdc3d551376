import { Alert, Anchor, Group } from '@mantine/core';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '#libs/contracts';
import { useAskedSession } from '../api/session.ts';
import { onSignedOut } from '../api/signed-out.ts';
import { Fault } from '../ui/fault.tsx';
import { Loading } from '../ui/loading.tsx';

const Session = createContext<SessionView | null>(null);

/** Who is signed in; there is somebody wherever pages of the console stand. */
export function useSession(): SessionView {
  const session = useContext(Session);
  if (session === null) throw new Error('asked for the session outside of the gate');
  return session;
}

/** The CERT's own people, as opposed to operators and observers. */
export const isStaff = ({ role }: Pick<SessionView, 'role'>): boolean =>
  role === 'responder' || role === 'lead';

/** Where one signs in, and what comes back afterwards. */
export const signInPath = (): string =>
  `/sign-in?next=${encodeURIComponent(`${location.pathname}${location.search}${location.hash}`)}`;

/** Lets in who is signed in. A session that ends later leaves the page as it stands, with what was typed. */
export function SessionGate({ children }: { children: ReactNode }) {
  const asked = useAskedSession();
  const session = asked.data;
  const [last, setLast] = useState<SessionView | null>(null);
  // Kept for when it ends: the page still knows whose it is.
  if (session !== undefined && session !== null && session !== last) setLast(session);
  const isNobody = session === null && last === null;
  useEffect(() => {
    if (isNobody) location.replace(signInPath());
  }, [isNobody]);
  const shown = session ?? last;
  if (shown !== null) return <Session.Provider value={shown}>{children}</Session.Provider>;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Loading whole />;
}

/** Above the page once the session has ended under it. */
export function SignedOutBanner() {
  const { t } = useTranslation('ui');
  const [isOut, setOut] = useState(false);
  useEffect(() => onSignedOut(() => setOut(true)), []);
  if (!isOut) return null;
  return (
    <Alert color="yellow" variant="outline" role="alert" title={t('signedOut.title')} mb="md">
      <Group gap="sm">
        {t('signedOut.words')}
        <Anchor href={signInPath()}>{t('signedOut.again')}</Anchor>
      </Group>
    </Alert>
  );
}
