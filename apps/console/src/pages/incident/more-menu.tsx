import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import type { Move } from './use-moves.tsx';

interface Props {
  incident: StaffIncidentView;
  /** Where it may go besides the usual way. */
  moves: Move[];
  onJoin: () => void;
  onSplit: () => void;
}

/** What is done more rarely. */
export function MoreMenu({ incident, moves, onJoin, onSplit }: Props) {
  const { t } = useTranslation('incident');
  const isDuplicate = incident.state === 'duplicate';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default">{t('acts.more')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {moves.map(({ to, words, act }) => (
          <Menu.Item key={to} onClick={act}>
            {words}
          </Menu.Item>
        ))}
        {isDuplicate ? null : <Menu.Item onClick={onJoin}>{t('acts.join')}</Menu.Item>}
        <Menu.Item onClick={onSplit}>{t(isDuplicate ? 'acts.apart' : 'acts.split')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
