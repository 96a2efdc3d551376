import type { Translation } from '../translation.ts';
import type { drill as english } from '../en/drill.ts';

export const drill: Translation<typeof english> = {
  title: 'Exercice de joignabilité',
  ask: 'Tout va bien. Nous essayons si nous pourrions joindre {operator}. Appuyez sur le bouton pour nous dire que vous avez notre courriel.',
  here: 'Nous avons votre courriel',
  until: 'Les réponses comptent jusqu’au {at}.',
  thanks: 'Merci. Vous êtes joignables.',
  answered: 'Répondu à {at}. Rien d’autre ne vous est demandé.',
  over: 'Cet exercice est terminé ; merci tout de même.',
};
