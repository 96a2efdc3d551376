import type { Translation } from '../translation.ts';
import type { home as english } from '../en/home.ts';

export const home: Translation<typeof english> = {
  title: 'Incidents du système des noms de domaine',
  what: 'Quelque chose ne va pas dans le DNS, et d’autres doivent le savoir ? Dites-le-nous. Ceux qui sont touchés sont prévenus par courriel signé, et chaque étape est inscrite dans un registre.',
  report: 'Signaler un incident',
  reportHint: 'Pour tout le monde, sans compte.',
  signIn: 'Se connecter',
  signInHint: 'Pour les opérateurs de domaines de premier niveau et les intervenants.',
  read: 'À lire',
  advisories: 'Avis',
  advisoriesHint: 'ce que chacun peut savoir',
  about: 'Le parcours d’un signalement',
  aboutHint: 'qui le lit, qui est prévenu, combien de temps cela prend',
  description: 'Qui nous sommes',
  descriptionHint: 'et comment nous travaillons, selon la RFC 2350',
  key: 'Notre clé OpenPGP',
  keyHint: 'pour vérifier qu’un courriel est de nous',
  api: 'L’API',
  apiHint: 'pour les programmes, aussi en {document}',
  apiDocument: 'document OpenAPI',
  mail: 'En cas d’urgence, écrivez aussi à {mail} : cela marche même quand cette page ne marche pas.',
};
