import { useTranslation } from 'react-i18next';
import type { ContactKeyState, KeyPartState } from '#libs/contracts';
import { StateMark } from '../../ui/state-mark.tsx';

/** How a key, or a part of ours, stands: as sign and word. */
export function KeyState({ state }: { state: ContactKeyState | KeyPartState }) {
  const { t } = useTranslation('keys');
  return <StateMark state={state} words={t(`states.${state}`)} />;
}
