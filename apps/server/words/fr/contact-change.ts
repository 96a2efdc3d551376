import type { Translation } from '../translation.ts';
import type { contactChange as english } from '../en/contact-change.ts';

export const contactChange: Translation<typeof english> = {
  title: 'Est-ce juste ? {operator}',
  what: 'Quelqu’un demande à DNS-CERT de changer un contact de {operator}. Cela n’est fait que si vous confirmez.',
  contact: 'Contact',
  askedBy: 'Demandé par',
  askedAt: 'Demandé le',
  wouldChange: 'Ce qui changerait',
  confirm: 'Oui, c’est juste : changer',
  refuse: 'Non, refuser',
  unknown: 'Si vous n’en savez rien, refusez et appelez DNS-CERT à un numéro que vous connaissiez déjà.',
  thanks: 'Merci',
  done: 'C’est changé. Tous ceux qui étaient déjà contacts sont prévenus par courriel.',
  refused:
    'C’est refusé, et rien n’a été changé. Si vous n’en saviez rien, appelez DNS-CERT à un numéro que vous connaissiez déjà.',
  deadTitle: 'Ce lien ne fait plus rien',
};
