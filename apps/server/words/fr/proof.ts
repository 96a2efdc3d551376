import type { Translation } from '../translation.ts';
import type { proof as english } from '../en/proof.ts';

export const proof: Translation<typeof english> = {
  confirmTitle: 'Confirmer le signalement {number}',
  ask: 'Est-ce vous qui avez envoyé ceci ? Alors appuyez sur le bouton ci-dessous. Un intervenant le lit ensuite.',
  what: 'Quoi',
  seen: 'Constaté',
  about: 'Au sujet de',
  since: 'Depuis',
  ongoing: 'Continue encore',
  yes: 'oui',
  no: 'non',
  sentBy: 'Envoyé par',
  received: 'Reçu',
  confirm: 'Oui, j’ai envoyé ce signalement',
  notYou: 'Si ce n’était pas vous, fermez cette page. Il ne se passera rien.',
  doneTitle: 'Merci, votre signalement est confirmé',
  done: 'Les intervenants l’ont reçu. Il n’y a plus rien à faire ici.',
  number: 'Signalement',
  confirmed: 'Confirmé',
  receipt:
    'Un accusé de réception part à votre adresse. Nous vous y écrivons si quelque chose n’est pas clair.',
  againTitle: 'Veuillez réessayer dans un instant',
  again:
    'Beaucoup de personnes utilisent ce service en ce moment. Votre signalement est enregistré ; ouvrez de nouveau le lien dans un instant.',
};
