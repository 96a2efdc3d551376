import type { Translation } from '../translation.ts';
import type { tlp as english } from '../en/tlp.ts';

export const tlp: Translation<typeof english> = {
  RED: 'les personnes de DNS-CERT qui y travaillent, et personne d’autre',
  'AMBER+STRICT': 'DNS-CERT et les organisations qui doivent agir, et aucun de leurs clients',
  AMBER: 'DNS-CERT, les organisations qui doivent agir, et ceux qu’elles servent',
  GREEN: 'tous ceux qui travaillent à la sécurité du DNS',
  CLEAR: 'tout le monde',
};
