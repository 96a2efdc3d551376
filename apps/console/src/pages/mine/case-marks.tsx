import { useTranslation } from 'react-i18next';
import type { OperatorIncidentView } from '#libs/contracts';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './mine.module.css';

/** How bad, who may read it, which one; and that it is no real one, where it is a drill. */
export function CaseMarks({
  incident,
}: {
  incident: Pick<OperatorIncidentView, 'severity' | 'tlp' | 'number' | 'exercise'>;
}) {
  const { t } = useTranslation('mine');
  return (
    <>
      {incident.exercise ? <span className={classes['drill']}>{t('drill')}</span> : null}
      <SeverityMark severity={incident.severity} />
      <TlpMark tlp={incident.tlp} />
      <span>#{incident.number}</span>
    </>
  );
}
