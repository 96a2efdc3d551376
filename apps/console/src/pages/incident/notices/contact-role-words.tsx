import { useTranslation } from 'react-i18next';
import type { ContactRole } from '#libs/contracts';

export function ContactRoleWords({ role }: { role: ContactRole }) {
  const { t } = useTranslation('notices');
  return t(`contactRole.${role}`);
}
