import { Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink as RouterLink, useLocation } from 'react-router';
import { Loading } from '../ui/loading.tsx';
import { LiveMark, OfflineBanner, useLiveQueries } from './connection.tsx';
import { FaultBoundary } from './fault-page.tsx';
import { placesFor } from './navigation.ts';
import { PersonMenu } from './person-menu.tsx';
import { Pages } from './routes.tsx';
import { SearchField } from './search-field.tsx';
import { isStaff, SignedOutBanner, useSession } from './session.tsx';
import { StandstillBanner } from './standstill-banner.tsx';
import classes from './shell.module.css';

const look = { className: classes['place'] ?? '' };

/** Header, navigation, and the page between them. */
export function Shell() {
  const { t } = useTranslation('ui');
  const session = useSession();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const page = usePageFocus(pathname, close);
  useLiveQueries();
  return (
    <div className={classes['frame']}>
      <a href="#page" className="skip-link">
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <Group gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
          <Link to="/" className={classes['mark']} aria-label={t('shell.home')}>
            <img src="/console/mark.svg" alt="" width={24} height={24} />
            <Text component="span" fw={600} visibleFrom="xs">
              DNS-CERT
            </Text>
          </Link>
          <LiveMark />
        </Group>
        <Group gap="sm" wrap="nowrap" miw={0}>
          {isStaff(session) ? <SearchField /> : null}
          <PersonMenu />
        </Group>
      </header>
      <nav className={classes['navbar']} data-open={isOpen} aria-label={t('shell.navigation')}>
        {placesFor(session.role).map(({ group, places }) => (
          <div key={group} className={classes['group']}>
            <Text size="xs" c="dimmed" px="sm" pb={2}>
              {t(`nav.groups.${group}`)}
            </Text>
            {places.map(({ to, words }) =>
              to.startsWith('/') ? (
                <NavLink key={to} component="a" href={to} {...look} label={t(`nav.${words}`)} />
              ) : (
                <NavLink key={to} component={RouterLink} to={`/${to}`} {...look} label={t(`nav.${words}`)} />
              ),
            )}
          </div>
        ))}
      </nav>
      <main id="page" tabIndex={-1} ref={page} className={classes['page']}>
        <SignedOutBanner />
        <OfflineBanner />
        {isStaff(session) ? <StandstillBanner /> : null}
        <FaultBoundary place={pathname}>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </FaultBoundary>
      </main>
    </div>
  );
}

/** A new page is told to screen readers, as a load would; its top is shown. */
function usePageFocus(pathname: string, onMove: () => void) {
  const page = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    onMove();
    page.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, onMove]);
  return page;
}
