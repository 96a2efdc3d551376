import type { ReportWords } from '../report-words.ts';

export const rows: ReportWords['rows'] = {
  measures: {
    receipt: 'Signalement jusqu’à son reçu signé',
    triage: 'Incident jusqu’à sa prise en charge par une personne',
    first_notice: 'Opérateur touché jusqu’à ce qu’il soit prévenu',
    answer: 'Opérateur prévenu jusqu’à sa réponse',
    mitigation: 'Opérateur touché jusqu’au rétablissement de son service',
    closure: 'Incident jusqu’à sa clôture',
  },
  severities: {
    critical: 'Critique',
    high: 'Élevée',
    medium: 'Moyenne',
    low: 'Faible',
    info: 'Information',
  },
  gaps: {
    no_operator: 'TLD dont on ne sait pas qui les gère',
    no_usable_contact: 'Opérateurs sans contact que le courriel atteigne',
    contacts_inside:
      'Opérateurs dont tous les contacts tombent avec leur propre TLD\u00a0: pas de seconde adresse ailleurs',
    one_contact: 'Opérateurs avec une seule boîte\u00a0: pas de seconde adresse',
    no_key: 'Opérateurs sans clé\u00a0: rien ne peut être chiffré pour eux',
    key_expired: 'Contacts dont la clé a expiré',
    key_expiring: 'Contacts dont la clé expire dans les 60 jours',
    concentration: 'Boîtes dont dépendent 20 TLD ou plus',
  },
  spots: {
    unsigned: 'TLD sans DNSSEC',
    sha1_digest: 'TLD avec une empreinte SHA-1 dans la zone racine',
    few_servers: 'TLD avec deux serveurs de noms ou moins',
    no_ipv6: 'TLD sans serveur de noms en IPv6',
    one_network: 'TLD dont toutes les adresses IPv4 sont dans un seul /24',
  },
  parties: {
    cctld_manager: 'Gestionnaires de TLD de pays',
    gtld_manager: 'Gestionnaires de TLD génériques',
    backend: 'Opérateurs techniques de registres',
    secondary: 'Opérateurs de serveurs de noms secondaires',
    national_cert: 'CERT nationaux',
    other: 'Autres (comme DNS-OARC, SSAC, RSSAC, des gouvernements)',
  },
  channels: {
    api: 'Par un programme ou dans la console',
    form: 'Par le formulaire public',
    mail: 'Par courriel',
  },
  totals: {
    incidents: 'Incidents',
    operators: 'Opérateurs qu’ils ont touchés',
    grave: 'Incidents de gravité critique ou élevée',
    'a-month': 'Incidents par mois, en moyenne',
  },
  work: {
    mails: 'Courriels remis',
    answers: 'Réponses d’opérateurs',
    calls: 'Appels passés',
    steps: 'Étapes faites par une personne du CERT',
  },
};
