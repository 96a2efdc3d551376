import type { Translation } from '../translation.ts';
import type { draft as english } from '../en/draft.ts';

export const draft: Translation<typeof english> = {
  exercise: 'Ceci est un exercice.',
  ofAll: 'De tous les opérateurs dans l’incident.',
  of: 'Rapport de {operator}.',
  asOf: 'Selon le registre à l’entrée {index}.',
  entry: 'Entrée {index}',
  missing: 'Manque : {what}',
};
