import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { fingerprintWords } from '../../ui/key-end.ts';
import classes from './contacts.module.css';

/** In the order in which people read them. */
const FIELDS = [
  'email',
  'role',
  'order',
  'phone',
  'encryption',
  'keyFingerprint',
  'name',
  'language',
  'timezone',
] as const;

/** What would change, a line a field, in the reader's words. */
export function ChangeLines({ change }: { change: Pick<ContactChangeView, 'from' | 'to'> }) {
  const { t } = useTranslation('contacts');
  const words = (name: (typeof FIELDS)[number], value: unknown): string | null => {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return null;
    if (name === 'role') return t(`roles.${value}`);
    if (name === 'encryption') return t(`encryption.${value}`);
    return name === 'keyFingerprint' ? fingerprintWords(value) : value;
  };
  return (
    <ul className={`${classes['lines']} foreign`}>
      {FIELDS.map((name) => ({
        name,
        from: words(name, change.from[name]),
        to: words(name, change.to[name]),
      }))
        .filter(({ from, to }) => from !== to)
        .map(({ name, from, to }) => (
          <li key={name}>
            <span className={classes['dim']}>{t(`fields.${name === 'keyFingerprint' ? 'key' : name}`)}:</span>{' '}
            {from === null ? null : <del>{from}</del>} {to ?? t('changes.nothing')}
          </li>
        ))}
    </ul>
  );
}
