import { averageWords, numberWords } from '../numbers.ts';
import type { ReportWords } from '../report-words.ts';

/** In French none is singular too. */
const isOne = (many: number) => many < 2;
const counted = (many: number, of: string) =>
  `${numberWords(many, 'fr')}\u00a0${of}${isOne(many) ? '' : 's'}`;

export const answers: ReportWords['answers'] = {
  nothing: {
    staff: 'Il n’y a eu aucun incident dans cette période.',
    outside:
      'Les chiffres de cette période portent sur trop peu d’opérateurs\u00a0: rien ne peut en être communiqué.',
  },
  oneKind: (kind) => `Des incidents d’un seul type\u00a0: ${kind}.`,
  kinds: (kinds, most, many, all) =>
    `Des incidents de ${kinds} types. Le plus fréquent\u00a0: ${most}, ${numberWords(many, 'fr')} sur ${numberWords(all, 'fr')}.`,
  months: (many) => `${numberWords(many, 'fr')}\u00a0mois`,
  days: (many) => counted(many, 'jour'),
  level: (incidents, length, operators) =>
    `${counted(incidents, 'incident')} en ${length}, qui ${isOne(incidents) ? 'a' : 'ont'} touché ${counted(operators, 'opérateur')} de domaines de premier niveau.`,
  frequency: (average) =>
    `En moyenne ${averageWords(average, 'fr')} incident${isOne(average) ? '' : 's'} par mois.`,
  severity: (grave, all) =>
    `${counted(grave, 'incident')} sur ${numberWords(all, 'fr')} ${isOne(grave) ? 'était' : 'étaient'} de gravité critique ou élevée.`,
  gaps: (operators) =>
    `Qui prévenir, et avec quelle sûreté\u00a0: parmi ${counted(operators, 'opérateur')} de l’annuaire. Ce qui, dans la zone racine, rend un TLD fragile. Qui a été prévenu, et qui a répondu, plus tard que promis.`,
  run: 'Un signalement arrive, devient un incident ou en rejoint un\u00a0; la zone racine dit qui est touché\u00a0; chaque opérateur reçoit un courriel signé\u00a0; chaque étape est inscrite dans un registre que personne ne peut récrire sans que cela se voie. Le temps que cela prend\u00a0:',
  role: {
    coordinates:
      'Coordonner, non exploiter. Le CERT trouve qui est touché, le prévient, met les opérateurs en relation s’ils sont d’accord, et suit le travail jusqu’au bout.',
    noOrders:
      'Il ne donne aucun ordre et ne change rien dans les systèmes d’autrui\u00a0: ce qui est fait pour un TLD l’est par qui le gère.',
  },
  part: 'Compte comme participant qui a signalé quelque chose, ou répondu à un avis, dans la période.',
  cost: 'Le service connaît le travail, non l’argent. Voici ce qu’il y a eu à faire\u00a0:',
};
