import { useTranslation } from 'react-i18next';

/** What kind of mail it is: the name of its template, in the words of whoever reads this page. */
export function TemplateWords({ name }: { name: string }) {
  const { t } = useTranslation('notices');
  return t(`template.${name}`, { defaultValue: name });
}
