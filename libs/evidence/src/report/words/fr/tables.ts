import type { ReportWords } from '../report-words.ts';

const noExercises =
  'Sans les exercices, les incidents rejetés ni ce qu’une source publique seule a dit\u00a0; ce qui a été réuni compte une fois.';

export const tables: ReportWords['tables'] = {
  'incidents-by-kind': { title: 'Incidents par type', first: 'Type', note: noExercises },
  totals: {
    title: 'La période en quatre chiffres',
    first: 'Quoi',
    note: 'Touché\u00a0: l’a signalé, ou y figurait pour plus qu’un soupçon.',
  },
  'incidents-by-month': {
    title: 'Incidents par mois',
    first: 'Mois',
    note: 'Selon le mois d’ouverture de l’incident, en UTC.',
    cut: 'Le premier et le dernier mois ne sont pas entiers.',
  },
  'incidents-by-severity': {
    title: 'Incidents par gravité',
    first: 'Gravité',
    note: 'Selon des règles énoncées\u00a0; une personne peut en décider autrement, avec un motif.',
  },
  'down-time': {
    title: 'Combien de temps des opérateurs ont été touchés',
    first: 'Gravité',
    note: 'Du moment où nous savions qu’un opérateur était touché jusqu’à son rétablissement. Ceux qui ne sont pas encore rétablis ne figurent dans aucune durée.',
    n: 'Opérateurs touchés',
    median: 'La moitié en',
    p90: 'Neuf sur dix en',
  },
  'directory-gaps': {
    title: 'Ceux que nous ne pourrions pas joindre, ou pas de façon sûre',
    first: 'Lacune',
    note: 'L’annuaire tel qu’il est maintenant.',
  },
  'weak-spots': {
    title: 'Points faibles de la zone racine',
    first: 'Point faible',
    none: 'Aucune zone racine n’a été importée.',
    note: (serial) => `De la zone racine ${serial}, que tout le monde peut lire.`,
  },
  late: {
    title: 'Plus tard que promis',
    first: 'Quoi',
    staff:
      'Parmi ceux dont la gravité a une promesse\u00a0; ce qui court encore compte dès que son temps est passé.',
    outside: 'Communiqué aux seules personnes du CERT.',
  },
  'response-times': { title: 'Le temps que prennent les choses', first: 'Quoi' },
  definitions: {
    title: 'Ce qui est mesuré',
    first: 'Quoi',
    starts: 'Commence',
    stops: 'Finit',
    never: 'Jamais',
  },
  participation: {
    title: 'Qui participe',
    first: 'Qui',
    note: 'Chaque opérateur compte une fois, si souvent qu’il ait signalé ou répondu.',
    outside: 'Un petit nombre, ou un nombre dont presque tous ont participé, n’est pas communiqué.',
  },
  workload: {
    title: 'Travail',
    first: 'Quoi',
    note: 'Sans les exercices. Les étapes automatiques ne sont pas comptées.',
  },
  'reports-by-channel': {
    title: 'Signalements par voie',
    first: 'Voie',
    note: 'Sans les exercices. Un signalement peut devenir un incident, en rejoindre un, ou être rejeté.',
  },
};

export const columns: ReportWords['columns'] = {
  incidents: 'Incidents',
  count: 'Combien',
  tlds: 'TLD',
  n: 'Terminés',
  median: 'La moitié en',
  p90: 'Neuf sur dix en',
  open: 'Encore ouverts',
  never: 'Jamais',
  promised: 'Promis',
  late: 'En retard ou jamais',
  share: 'Part',
  known: 'Dans l’annuaire',
  tookPart: 'Ont participé',
  reports: 'Signalements',
};

export const reading: ReportWords['reading'] = {
  tooFew: (fewest) =>
    `De moins de ${fewest}, la durée de neuf sur dix n’est pas dite\u00a0: ce serait la plus lente de toutes.`,
  others: (fewest) => `tous les autres, chacun de moins de ${fewest} opérateurs`,
};
