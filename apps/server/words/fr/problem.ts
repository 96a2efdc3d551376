import type { Translation } from '../translation.ts';
import type { problem as english } from '../en/problem.ts';

export const problem: Translation<typeof english> = {
  notFoundTitle: 'Il n’y a rien ici',
  tooManyTitle: 'Trop de demandes',
  awayTitle: 'Pas en ce moment',
  otherTitle: 'Cela n’a pas marché',
  otherwise: 'Continuez depuis la {home}.',
  home: 'page d’accueil',
  number: 'Numéro de cette demande',
};
