import type { Translation } from '../translation.ts';
import type { frame as english } from '../en/frame.ts';

export const frame: Translation<typeof english> = {
  skip: 'Aller au texte',
  pages: 'Pages',
  language: 'Langue',
  report: 'Signaler',
  advisories: 'Avis',
  about: 'Le parcours d’un signalement',
  key: 'Notre clé',
  signIn: 'Se connecter',
  service: 'À propos de ce service',
  purpose: 'DNS-CERT coordonne les incidents du système des noms de domaine.',
  api: 'L’API',
  ready: 'Le service est-il prêt ?',
  feed: 'Les avis par flux',
};
