import { useTranslation } from 'react-i18next';
import type { AffectedState } from '#libs/contracts';
import { StateMark } from '../../ui/state-mark.tsx';

/** What one has said oneself. "Told, silent" is the CERT's word for it; to the operator it is "you have not answered". */
export function OwnState({ state }: { state: AffectedState }) {
  const { t } = useTranslation('mine');
  return <StateMark of="affected" state={state} words={t(`own.${state}`)} />;
}
