import type { Translation } from '../translation.ts';
import type { evidence as english } from '../en/evidence.ts';

export const evidence: Translation<typeof english> = {
  title: 'Constats : les menaces contre le DNS et la réponse apportée',
  lead: 'Ce que le registre de DNS-CERT montre de {from} à {to}. Les questions sont celles que les présidents de la ccNSO, de la GNSO et de l’ALAC ont posées en 2010.',
  fewest:
    'Chaque chiffre porte sur au moins {count} opérateurs. Ce qui n’est pas communiqué est marqué d’un tiret.',
  made: 'Établi le {at}.',
  notTold: 'non communiqué',
};
