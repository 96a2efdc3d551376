import type { DeadlineKind, FiledKind, LadderStep } from '#libs/contracts';
import { promiseText, severityWord } from '#libs/incidents';
import { durationText, instantText } from '../rules/instants.ts';
import type { Words } from './sentence.ts';

const on = (at: string, zone?: string) => instantText(new Date(at), zone, 'fr');
const le = (at: string, zone?: string) => `le ${on(at, zone)}`;
/** By the clock of our people, and by UTC. */
const here = (at: string, zone: string) => (zone === 'UTC' ? on(at) : `${on(at, zone)} (${on(at)})`);
const lasting = (seconds: number) => durationText(seconds, 'fr');
const minutes = (count: number) => `${String(count).replace('.', ',')} ${count < 2 ? 'minute' : 'minutes'}`;

/** With its article, and how what is said of it ends. */
const FILED: Record<FiledKind, { the: string; filed: string }> = {
  nis2_early_warning: { the: 'L’alerte précoce', filed: 'déposée' },
  nis2_notification: { the: 'La notification', filed: 'déposée' },
  nis2_progress: { the: 'Le rapport d’avancement', filed: 'déposé' },
  nis2_final: { the: 'Le rapport final', filed: 'déposé' },
};

export const KINDS: Record<DeadlineKind, string> = {
  triage: 'Personne ne l’a pris en charge',
  first_notice: 'Un opérateur n’a pas été prévenu',
  answer: 'Un opérateur est silencieux',
  nis2_early_warning: 'Alerte précoce NIS2',
  nis2_notification: 'Notification NIS2',
  nis2_progress: 'Rapport d’avancement NIS2',
  nis2_final: 'Rapport final NIS2',
  spec10: 'Un service d’un gTLD est en panne',
  embargo: 'Embargo',
  recovery_tail: 'Caches après la réparation',
};

/** Who is told next. */
const NEXT: Record<LadderStep, string> = {
  duty: 'la personne d’astreinte est réveillée',
  lead: 'les responsables sont réveillés',
  next_contact: 'le contact suivant reçoit un courriel',
  backend: 'il faut téléphoner à son prestataire technique',
  national_cert: 'il faut téléphoner à son CERT national',
};

export const fr: Words = {
  neverPaused: 'Rien ne le suspend.',

  promiseSource: 'Nos propres promesses (config/promises.json)',
  incidentOpened: 'L’incident a été ouvert.',
  takenUp: 'Une personne l’a pris en charge.',
  openedAt: ({ at }) => `Il a été ouvert ${le(at)}.`,
  operatorCame: 'L’opérateur est entré dans l’incident.',
  toldOrSpoke: 'Un serveur de messagerie a accepté le premier avis pour lui, ou il a parlé le premier.',
  operatorCameAt: ({ name, at }) => `${name} est entré dans l’incident ${le(at)}.`,
  operatorTold: 'Un serveur de messagerie a accepté le premier avis pour l’opérateur.',
  operatorAnswered:
    'L’opérateur a dit quelque chose sur lui-même, ou une personne a noté qu’il ne répond pas.',
  operatorToldAt: ({ name, at }) => `${name} a été prévenu ${le(at)}.`,
  promise: ({ what, severity, limit }) => promiseText(what, severity, limit, 'fr'),

  nis2Source: 'Directive (UE) 2022/2555 (NIS2), article 23, paragraphe 4',
  nis2NeverPaused: 'Rien ne le suspend\u00a0: les heures courent aussi la nuit et les jours fériés.',
  awarenessDecided: 'Quelqu’un a décidé depuis quand l’entité avait connaissance d’un incident important.',
  awareSince: ({ at, by, reason }) => `Connu depuis ${le(at)}, selon la décision de ${by}\u00a0: ${reason}`,
  awarenessCorrected: ({ times }) =>
    `Cela a été corrigé ${times} fois\u00a0; ce qui a été dit avant reste dans le registre.`,
  hoursFromAwareness: ({ what, hours }) =>
    `${FILED[what].the} doit être ${FILED[what].filed} dans les ${hours} heures après la prise de connaissance\u00a0; les heures courent aussi la nuit, le week-end et les jours fériés.`,
  filed: ({ what }) => `${FILED[what].the} a été ${FILED[what].filed}.`,
  filedAt: ({ what, at }) => `${FILED[what].the} a été ${FILED[what].filed} ${le(at)}.`,
  finalOrProgressFiled:
    'Le rapport final a été déposé\u00a0; si l’incident dure encore à ce moment, un rapport d’avancement.',
  monthOfNotification: ({ at, zone }) =>
    `La notification a été déposée ${le(at, zone)}\u00a0; son mois finit avec la dernière heure du jour de même numéro dans ${zone} (règlement 1182/71, article 3).`,
  monthMoved: ({ from, weekday, to }) =>
    `Le ${from} est un ${weekday === 6 ? 'samedi' : 'dimanche'}, il finit donc avec le ${to} (article 3, paragraphe 4).`,
  holidaysNotCounted:
    'Les jours fériés ne sont pas comptés ici\u00a0: ils ne pourraient que repousser l’échéance.',
  stillGoesOn:
    'Il dure encore\u00a0: si c’est toujours le cas à ce moment, un rapport d’avancement est dû, et le rapport final un mois après sa fin.',
  endedAt: ({ at, zone }) => `Il a pris fin ${le(at, zone)}.`,
  progressInstead:
    'L’incident durait encore à ce moment, un rapport d’avancement est donc dû à la place du rapport final (article 23, paragraphe 4, point e).',
  endedPastTheMonth: 'L’incident a pris fin, après avoir duré plus que le mois de la notification.',
  monthOfTheEnd: ({ at, zone }) =>
    `Il a duré plus que le mois de la notification et a pris fin ${le(at, zone)}\u00a0; le rapport final est dû dans le mois qui suit (règlement 1182/71, article 3).`,

  spec10Source: 'Accord de registre de l’ICANN, Spécification 10',
  serviceDown: ({ service, tld }) => `${service} de .${tld} est tombé en panne.`,
  serviceUp: 'Il fonctionne de nouveau.',
  maintenancePauses: 'Une maintenance annoncée avant ne compte pas.',
  serviceMayBeDown: ({ service, tld, limit }) =>
    `${service} de .${tld}, un gTLD, peut être en panne ${lasting(limit)} sur sept jours, quels qu’ils soient.`,
  minutesUsed: ({ used, at, percent }) =>
    `${minutes(used)} ${used < 2 ? 'utilisée' : 'utilisées'} ${le(at)}\u00a0: ${percent}\u00a0% de la limite.`,
  limitReachedAt: ({ at }) => `Si cela continue ainsi, la limite est atteinte ${le(at)}.`,
  maintenanceFrom: ({ at }) => `La maintenance annoncée, qui commence ${le(at)}, ne compte pas.`,

  embargoSource: 'La parole de qui l’a fixé',
  embargoSet: 'Quelqu’un a fixé un embargo.',
  embargoLifted: 'Quelqu’un l’a levé.',
  embargoUntil: ({ by, at, zone, reason }) =>
    `${by} a fixé un embargo qui finit ${le(at, zone)}, c’est-à-dire ${le(at)}\u00a0: ${reason}`,
  embargoHourTwice:
    'Les horloges reculent alors et cette heure existe deux fois\u00a0; la plus tardive compte.',

  recoverySource: 'RFC 1035 et RFC 2181 (TTL), RFC 4035 (signatures)',
  operatorRecovered: 'L’opérateur est rétabli.',
  timeIsOver: 'Le temps est écoulé.',
  operatorRecoveredAt: ({ name, at }) => `${name} est rétabli depuis ${le(at)}.`,
  largestTtl: ({ what, seconds }) => `Le TTL le plus long est celui de ${what}\u00a0: ${lasting(seconds)}.`,
  largestTtlCapped: ({ what, seconds }) =>
    `Le TTL le plus long est celui de ${what}\u00a0: ${lasting(seconds)}, dont les résolveurs gardent au plus 7 jours.`,
  lastSignatureEnds: ({ at }) =>
    `La dernière signature fausse expire ${le(at)}, et aucun résolveur qui valide ne garde les données plus longtemps.`,

  calendarName: 'Astreintes DNS-CERT',
  calendarOwn: ({ name }) => `D’astreinte\u00a0: vous (${name})`,
  calendarOther: ({ name }) => `D’astreinte\u00a0: ${name}`,
  calendarTurn: 'Un tour d’astreinte.',
  calendarStandIn: 'Un remplacement.',
  calendarSomebody: 'quelqu’un',

  comesNear: 'l’échéance approche',
  shareOfLimit: ({ percent }) => `${percent}\u00a0% de la limite`,
  overdue: 'en retard',
  dueSoon: 'bientôt dû',
  pageTitle: ({ severity, number }) => `DNS-CERT ${severityWord(severity, 'fr')} #${number}`,
  pageText: ({ kind, state, at, zone }) =>
    `${KINDS[kind]}\u00a0: ${state}. Échéance ${le(at, zone)}${zone === 'UTC' ? '' : ` (${at.slice(11, 16)} UTC)`}.`,
  pageDueNow: 'C’est maintenant.',
  pageDueIn: ({ seconds }) => `C’est dans ${lasting(seconds)}.`,
  pageDueAgo: ({ seconds }) => `C’était il y a ${lasting(seconds)}.`,
  pageSeeTo:
    'Si vous vous en occupez, ouvrez le lien et appuyez sur «\u00a0Je m’en occupe\u00a0» sous Délais.',
  pageNobodyNext: 'Personne d’autre n’est prévenu après vous.',
  pageNextIn: ({ step, seconds }) => `Sinon, dans ${lasting(seconds)}, ${NEXT[step]}.`,
  pageNextAt: ({ step, at }) => `Sinon, ${le(at)}, ${NEXT[step]}.`,
  dutyTitle: 'DNS-CERT\u00a0: vous êtes d’astreinte',
  dutyTime: ({ from, to, zone }) => `Vous êtes d’astreinte du ${here(from, zone)} au ${here(to, zone)}.`,
  dutyAfter: ({ name }) => `Vous prenez la suite de ${name}.`,
  dutyAfterNobody: 'Personne n’était d’astreinte avant vous.',
  dutyOpen: ({ incidents, overdue }) =>
    `Incidents ouverts\u00a0: ${incidents}. Échéances dépassées\u00a0: ${overdue}.`,
  dutyNext: 'Prochaines échéances\u00a0:',
  dutyNothingNext: 'Aucune échéance.',
  dutyDue: ({ number, severity, kind, at }) =>
    `#${number} (${severityWord(severity, 'fr')})\u00a0: ${KINDS[kind]}, ${on(at)}`,
  dutyNobody: 'personne\u00a0: les responsables sont prévenus à la place',
  dutyNoEnd: 'aucune fin n’est en vue',
  dutyInstant: ({ at, zone }) => here(at, zone),
  standsTitle: 'DNS-CERT\u00a0: le travail est à l’arrêt',
  standsNoMore: 'DNS-CERT\u00a0: le travail a repris',
  stood: ({ at, seconds }) => `Tout va bien depuis ${le(at)}. L’arrêt a duré ${lasting(seconds)}.`,

  plannedInterruption:
    'Une interruption prévue, ou ce qu’une maintenance devait entraîner, n’est pas un incident important.',
  resolutionUnavailable: ({ article }) =>
    `${article}\u00a0: la résolution faisant autorité du TLD a été totalement indisponible\u00a0; pour un registre, toute durée compte.`,
  resolutionNeverUnavailable: ({ article }) =>
    `${article}\u00a0: la résolution faisant autorité n’a jamais été totalement indisponible.`,
  unavailableTooLong: ({ article, lasted }) =>
    `${article}\u00a0: la résolution a été totalement indisponible pendant ${minutes(lasted)}, soit plus de 30 minutes.`,
  unavailableShortly: ({ article, lasted }) =>
    `${article}\u00a0: la résolution a été totalement indisponible pendant ${minutes(lasted)}, soit pas plus de 30 minutes.`,
  slowUnsaid: ({ article }) => `${article}\u00a0: rien n’a été dit de réponses lentes.`,
  slowAnswers: ({ article, average, lasted }) =>
    `${article}\u00a0: les réponses ont pris ${String(average).replace('.', ',')} s en moyenne pendant ${minutes(lasted)}\u00a0; il faut plus de 10 s pendant plus de 60 minutes.`,
  registryDataSafe: ({ article }) =>
    `${article}\u00a0: aucune donnée de l’exploitation technique du TLD n’a été compromise.`,
  registryDataCompromised: ({ article }) =>
    `${article}\u00a0: l’intégrité, la confidentialité ou l’authenticité de données pour l’exploitation du TLD a été compromise.`,
  providerDataSafe: ({ article }) =>
    `${article}\u00a0: aucune donnée du service de résolution n’a été compromise.`,
  fewNamesMisconfigured: ({ article, names, share }) =>
    `${article}\u00a0: les données de ${names} noms (${String(share).replace('.', ',')}\u00a0%) étaient fausses par une erreur de configuration\u00a0: moins de 1\u00a0000 et pas plus de 1\u00a0%.`,
  manyNamesMisconfigured: ({ article }) =>
    `${article}\u00a0: des données étaient fausses par une erreur de configuration, et on ne sait pas si elles touchent moins de 1\u00a0000 noms et au plus 1\u00a0% d’entre eux.`,
  providerDataCompromised: ({ article }) =>
    `${article}\u00a0: l’intégrité, la confidentialité ou l’authenticité de données du service de résolution a été compromise.`,
  sameCause: ({ article, earlier }) =>
    `${article}\u00a0: avec ${earlier} autre${earlier < 2 ? '' : 's'} de même cause apparente en six mois, il compte comme un seul incident, important si l’ensemble coûte plus que ne le dit l’article 3, paragraphe 1, point a). Une personne en juge.`,
};
