import type { Translation } from '../translation.ts';
import type { ack as english } from '../en/ack.ts';

export const ack: Translation<typeof english> = {
  title: 'Incident #{number}',
  exercise: 'EXERCICE : aucun incident réel.',
  what: 'Quoi',
  severity: 'Gravité',
  since: 'Depuis',
  askedOf: 'Demandé à',
  tlds: 'Vos TLD',
  raised:
    'Cet incident est passé depuis à TLP:RED. Connectez-vous pour le voir. Votre réponse est tout de même prise ici.',
  howIsIt: 'Qu’en est-il chez vous ?',
  nothingYet: 'Rien n’a encore été répondu par ce lien. Appuyez sur un bouton.',
  thanks: 'Merci. Les intervenants ont votre réponse.',
  changed: 'Cela a changé ? Appuyez sur un autre bouton. Chaque réponse est gardée avec son heure.',
  answered: 'Réponses jusqu’ici',
  comment: 'Un mot aux intervenants (facultatif)',
  seen: 'Nous l’avons vu et nous regardons',
  affected: 'Oui, nous sommes touchés',
  not_affected: 'Non, nous ne sommes pas touchés',
  mitigating: 'Nous sommes touchés et nous réparons',
  recovered: 'C’est réparé de notre côté',
  investigating: 'Nous regardons',
};
