import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { ContactForm } from './contact-form.tsx';

interface Props {
  slug: string;
  /** Null: a new one. */
  contact: ContactView | null;
  opened: boolean;
  onClose: () => void;
}

export function ContactDialog({ slug, contact, opened, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const isPhone = useMediaQuery('(max-width: 36em)');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      fullScreen={isPhone}
      title={contact === null ? t('form.add') : t('form.edit', { email: contact.email })}
    >
      <ContactForm key={contact?.id ?? 'new'} slug={slug} contact={contact} onDone={onClose} />
    </Modal>
  );
}
