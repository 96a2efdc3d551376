import type { DraftWords } from './draft-words.ts';

export const fr: DraftWords = {
  notice:
    'Un projet, fait à partir du registre de l’incident\u00a0: rien n’y est inventé, et ce qui manque doit être ajouté par une personne. Ce n’est pas un avis juridique.',
  someOperator: 'un opérateur',
  titles: {
    'early-warning': 'Alerte précoce',
    notification: 'Notification d’incident',
    progress: 'Rapport d’avancement',
    final: 'Rapport final',
  },
  states: {
    new: 'nouveau',
    triaging: 'tri',
    coordinating: 'coordination',
    monitoring: 'surveillance',
    closed: 'clos',
    rejected: 'rejeté',
    duplicate: 'doublon',
    unknown: 'dans un état inconnu',
    up: 'en service',
    degraded: 'dégradé',
    down: 'hors service',
    restored: 'rétabli',
  },
  hit: {
    affected: 'était touché',
    not_affected: 'n’était pas touché',
    mitigating: 'était touché et y travaillait',
    recovered: 'était rétabli',
  },
  heading: {
    awareness: 'Depuis quand nous le savons',
    lawfulness: 'Actes illicites ou malveillants',
    crossBorder: 'Effets dans d’autres pays',
    happens: 'Ce qui s’est passé, et quelle en est la gravité',
    happened: 'Ce qui s’est passé, et quelle en était la gravité',
    impact: 'Ce qui a été touché',
    indicators: 'Indicateurs de compromission',
    standing: 'Où en est le travail',
    measures: 'Mesures prises et en cours',
    cause: 'Type de menace, ou cause profonde',
  },
  missing: {
    awareness:
      'Depuis quand l’entité sait que l’incident est important\u00a0: c’est une personne qui le décide.',
    unlawful: 'Si l’on soupçonne que des actes illicites ou malveillants en sont la cause.',
    crossBorder: 'S’il pourrait avoir des effets dans d’autres pays.',
    judgement: 'De quel type et de quelle gravité il est\u00a0: aucune entrée n’en juge.',
    impact: 'Ce qui a été touché, à quel point et pendant combien de temps.',
    measures: 'Quelles mesures ont été prises.',
    standing: 'Où en est le travail.',
    cause: 'Le type de menace ou la cause profonde qui en est probablement à l’origine.',
    indicators: 'Les indicateurs de compromission, s’il y en a.',
  },
  aware: (at) => `Nous en avons connaissance depuis ${at}.`,
  unlawful: {
    yes: 'On soupçonne que des actes illicites ou malveillants en sont la cause.',
    no: 'On ne soupçonne pas que des actes illicites ou malveillants en soient la cause.',
  },
  crossBorder: {
    yes: 'Il pourrait avoir des effets dans d’autres pays.',
    no: 'Aucun effet n’est attendu dans d’autres pays.',
  },
  received: (at, sha256) =>
    `Un signalement est arrivé le ${at}\u00a0; le SHA-256 de ce qui a été reçu ${sha256 === null ? 'n’est pas dans l’entrée' : `est ${sha256}`}.`,
  opened: (at) => `L’incident a été ouvert le ${at}.`,
  judged: (kind, severity) =>
    `Il a été jugé du type «\u00a0${kind}\u00a0» et de gravité ${severity ?? 'inconnue'}.`,
  severitySet: (at, severity) => `Le ${at}, sa gravité a été fixée\u00a0: ${severity}.`,
  kindSet: (at, kind) => `Le ${at}, son type a été fixé\u00a0: «\u00a0${kind}\u00a0».`,
  byRootZone: (serial, all, some) =>
    `Selon la zone racine ${serial ?? 'de ce moment'}, tous les serveurs de ${all} domaines de premier niveau étaient touchés, et une partie des serveurs de ${some}.`,
  outage: (service, tld, from, until) =>
    `Le service ${service} de .${tld} n’était pas là à partir du ${from}${until === null ? '' : `, jusqu’au ${until}`}.`,
  operatorWas: (at, who, was) => `Le ${at}, ${who} ${was.join(', et ')}.`,
  serviceWas: (state) => `son service était ${state}`,
  told: 'a été prévenu',
  worked: 'y travaillait',
  advisory: (at) => `Le ${at}, un avis a été publié.`,
  standing: (at, state) => `Depuis le ${at}, le travail en est à l’étape\u00a0: ${state}.`,
  closing: (reason) => `À la clôture, il a été écrit\u00a0: «\u00a0${reason}\u00a0»`,
};
