import type { Translation } from '../translation.ts';
import type { advisories as english } from '../en/advisories.ts';

export const advisories: Translation<typeof english> = {
  title: 'Avis',
  lead: 'Ce que chacun peut savoir des incidents du DNS. Tout est TLP:CLEAR : faites circuler librement.',
  none: 'Il n’y a pas encore d’avis. Qui suit le flux apprendra le premier.',
  feed: 'Les suivre dans un lecteur de flux',
  older: 'Avis plus anciens',
  newest: 'Avis les plus récents',
  published: 'Publié',
  updated: 'Mis à jour',
  incident: 'Incident',
  references: 'Références',
  corrections: 'Ce qui a été corrigé',
  withdrawn: 'Retiré',
  withdrawnAt: 'Cet avis a été retiré le {at}. Ne vous fiez pas à ce qu’il disait.',
  why: 'Pourquoi',
  all: 'Tous les avis',
};
