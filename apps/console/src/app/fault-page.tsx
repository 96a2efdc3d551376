import { Anchor } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../ui/empty.tsx';
import { Fault } from '../ui/fault.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface Props {
  /** Another page is another chance. */
  place: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  place: string;
}

/** A page broke. The rest of the console, and what was typed, still stands. */
export class FaultBoundary extends Component<Props, State> {
  override state: State = { error: null, place: this.props.place };

  static getDerivedStateFromError = (error: unknown): Partial<State> => ({ error });

  static getDerivedStateFromProps = ({ place }: Props, state: State): Partial<State> | null =>
    place === state.place ? null : { error: null, place };

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <FaultPage error={this.state.error} />;
  }
}

function FaultPage({ error }: { error: unknown }) {
  const { t } = useTranslation('ui');
  return (
    <>
      <PageHead title={t('fault.page')} />
      <Fault error={error} safe={t('fault.pageSafe')} onRetry={() => location.reload()} />
    </>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation('ui');
  return (
    <>
      <PageHead title={t('fault.notFound')} />
      <Empty title={t('fault.noSuchPage')}>
        <Anchor component={Link} to="/">
          {t('fault.home')}
        </Anchor>
      </Empty>
    </>
  );
}
