import { useTranslation } from 'react-i18next';
import type { OperatorNameView, Role } from '#libs/contracts';

/** What a person is here, and for whom. */
export function RoleOf({ role, operator }: { role: Role; operator: OperatorNameView | null }) {
  const { t } = useTranslation('ui');
  return (
    <span className="foreign" title={operator?.slug}>
      {t(`roles.${role}`)}
      {operator === null ? '' : ` · ${operator.name}`}
    </span>
  );
}
