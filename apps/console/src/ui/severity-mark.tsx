import { useTranslation } from 'react-i18next';
import type { Severity } from '#libs/contracts';

const SHAPES: Record<Severity, string> = { critical: '●', high: '◆', medium: '▲', low: '■', info: '○' };

/** By shape, word and colour, so that any one of them is enough. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useTranslation('ui');
  return (
    <span style={{ color: `var(--${severity})`, fontWeight: 600, whiteSpace: 'nowrap' }}>
      <span aria-hidden="true">{SHAPES[severity]}</span> {t(`severity.${severity}`)}
    </span>
  );
}
