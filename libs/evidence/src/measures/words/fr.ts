import type { MeasureWords } from './measure-words.ts';

export const fr: MeasureWords = {
  clocks: {
    receipt: {
      starts: 'Un signalement est arrivé.',
      stops: 'Le serveur de courriel a pris le reçu signé pour son auteur.',
      never: 'Le reçu est revenu, a échoué ou a été retenu par une règle.',
    },
    triage: {
      starts: 'L’incident est ouvert.',
      stops: 'Une personne le prend en charge\u00a0: il quitte l’état nouveau et n’y revient pas.',
      never: 'Il a été clos sans cela.',
    },
    first_notice: {
      starts: 'L’opérateur entre dans l’incident pour plus qu’un soupçon.',
      stops:
        'Un serveur de courriel a pris le premier avis pour lui, ou nous avons noté qu’il était prévenu.',
      never: 'L’incident a été clos sans que l’opérateur ait été prévenu.',
    },
    answer: {
      starts: 'L’opérateur a été prévenu.',
      stops: 'Il répond, par quelque voie que ce soit, ou nous notons ce qu’il a dit.',
      never: 'L’incident a été clos et l’opérateur était resté silencieux.',
    },
    mitigation: {
      starts: 'L’opérateur entre dans l’incident pour plus qu’un soupçon.',
      stops: 'Il est rétabli, ou son service fonctionne de nouveau, et rien n’a dit le contraire depuis.',
      never: 'L’incident a été clos sans un mot disant que le service va bien de nouveau.',
    },
    closure: {
      starts: 'L’incident est ouvert.',
      stops: 'Il est clos, pour la dernière fois\u00a0: un incident repris est ouvert.',
      never: 'Cela n’arrive pas.',
    },
  },
  leftOut: {
    no_receipt_due:
      'Les signalements de sources sans compte, et ceux dont la réponse prend une autre voie\u00a0: aucun reçu n’est envoyé.',
    opened_in_work: 'Les incidents détachés d’un autre qu’une personne avait déjà en main.',
    spoke_first: 'Les opérateurs qui l’ont signalé eux-mêmes, ou ont parlé avant d’être prévenus.',
    came_told: 'Les opérateurs qui n’étaient que soupçonnés jusqu’à ce qu’ils soient prévenus.',
    not_hit: 'Les opérateurs dont personne n’a dit qu’ils étaient touchés, ou qui ne l’étaient pas.',
  },
  rules: {
    entries:
      'Les durées viennent des entrées du registre\u00a0; si une chose a été dite plus tard qu’elle n’est arrivée, c’est le moment où elle est arrivée qui compte.',
    exercises:
      'Les exercices, les incidents rejetés et ce qu’une source publique seule a dit ne comptent jamais.',
    joined:
      'Un incident réuni à un autre compte comme une partie de celui-ci, dès l’ouverture la plus ancienne. Un incident détaché compte pour lui-même\u00a0; un opérateur parti avec lui garde son horloge.',
    judged: 'Type et gravité sont tels que nous les jugeons maintenant, même corrigés depuis.',
    open: 'Ce qui court encore est compté comme ouvert et n’entre dans aucune médiane\u00a0: un chiffre bas avec beaucoup d’ouverts n’est pas un bon chiffre.',
    month:
      'Un mois est celui où l’horloge a démarré, en UTC. Un incident compte une fois pour chaque opérateur et région qu’il touche.',
    before: 'Ce qui était fini avant le départ de son horloge compte pour 0 seconde.',
  },
};
