import { KINDS } from './fr-kinds.ts';
import type { Tongue } from './tongue.ts';

const TLDS = {
  'your services': 'vos services',
  'none named in the root zone': 'aucun nommé dans la zone racine',
  'the root zone': 'la zone racine',
  '{tlds} and {rest} more': '{tlds} et {rest} autres',
  '{tlds} and {rest} more ({all} in all)': '{tlds} et {rest} autres ({all} en tout)',
  'the root zone, {tlds}': 'la zone racine, {tlds}',
};

export const french: Tongue = {
  exercise: '[EXERCICE]',
  days: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
  waits: 'Un message attend',
  texts: {
    kindTitle: KINDS,
    why: {
      'it is not signed': 'elle n’est pas signée',
      'only a part of it is signed': 'seule une partie en est signée',
      'its signature does not hold': 'sa signature n’est pas valable',
      'it is signed with a key that we do not have for you':
        'elle est signée avec une clé que nous n’avons pas pour vous',
      'it is signed with a key that has ended': 'elle est signée avec une clé qui a pris fin',
      'it is signed with a key that is revoked': 'elle est signée avec une clé révoquée',
      'it is signed with a key that is not one of your operator':
        'elle est signée avec une clé qui n’est pas de votre opérateur',
      'it is S/MIME, and we read OpenPGP': 'il est en S/MIME, et nous lisons OpenPGP',
      'none of our keys opens it, or it is damaged': 'aucune de nos clés ne l’ouvre, ou il est abîmé',
    },
    severity: {
      critical: 'critique',
      high: 'élevée',
      medium: 'moyenne',
      low: 'faible',
      info: 'information',
    },
    tldsShort: TLDS,
    tldsLong: TLDS,
    reasons: {
      '  - {tld} itself is named': '  - {tld} est nommé lui-même',
      '  - name server {server} answers on {address}, in {prefix}':
        '  - le serveur {server} répond sur {address}, dans {prefix}',
      '  - name server {server} answers on {address}': '  - le serveur {server} répond sur {address}',
      '  - {server} is one of its name servers': '  - {server} est un de ses serveurs de noms',
      '  - the name server {server} lies under {domain}':
        '  - le nom du serveur {server} se trouve sous {domain}',
      '  - {tld} has the {record}': '  - {tld} a {record}',
      '  - a name server of yours has its name under another TLD that is in trouble':
        '  - un de vos serveurs de noms a son nom sous un autre TLD qui est en difficulté',
      '  - and {rest} more': '  - et {rest} autres',
    },
    joinedNote: { ' (known already; yours was added to it)': ' (déjà connu ; le vôtre y est joint)' },
    nextStep: {
      'people work on this incident; you will hear from us when there is news.':
        "des personnes travaillent sur cet incident ; vous aurez de nos nouvelles dès qu'il y en a.",
      'a responder looks at it within 15 minutes, day and night.':
        "un intervenant l'examine dans les 15 minutes, jour et nuit.",
      'a responder looks at it within one hour, day and night.':
        "un intervenant l'examine dans l'heure, jour et nuit.",
      'a responder looks at it within 8 hours.': "un intervenant l'examine dans les 8 heures.",
      'a responder looks at it on the next working day.':
        "un intervenant l'examine le prochain jour ouvrable.",
    },
    role: {
      'operator: reports incidents, and answers for its TLDs':
        'opérateur : signale des incidents, et répond pour ses TLD',
      'responder: works on incidents': 'intervenant : travaille sur les incidents',
      'lead: works on incidents, and decides who may do what':
        'responsable : travaille sur les incidents, et décide qui peut quoi',
      'observer: sees aggregated figures': 'observateur : voit des chiffres agrégés',
    },
    change: {
      'An authenticator app was added.': "Une application d'authentification a été ajoutée.",
      'The authenticator app was removed.': "L'application d'authentification a été retirée.",
      'A passkey was added.': "Une clé d'accès a été ajoutée.",
      'A passkey was removed.': "Une clé d'accès a été retirée.",
      'New recovery codes were made; the earlier ones ended.':
        'De nouveaux codes de secours ont été faits ; les précédents ne servent plus.',
      'A recovery code was used to sign in.': 'Un code de secours a servi à se connecter.',
      'A sign-in at your provider was linked to it.': 'Une connexion chez votre fournisseur y a été liée.',
      'A sign-in at your provider was unlinked.': 'Une connexion chez votre fournisseur a été déliée.',
      'All passkeys, codes and apps were removed by our administrator.':
        "Toutes les clés d'accès, tous les codes et applications ont été retirés par notre administrateur.",
      'A token for programs was made.': 'Un jeton pour des programmes a été fait.',
    },
    headline: {
      'a contact is added': 'un contact est ajouté',
      'a contact is changed': 'un contact est modifié',
      'a contact is removed': 'un contact est retiré',
      'the OpenPGP key of a contact is set': "la clé OpenPGP d'un contact est posée",
      'the OpenPGP key of a contact is removed': "la clé OpenPGP d'un contact est retirée",
    },
    changes: {
      '  address: {change}': '  adresse : {change}',
      '  role: {change}': '  rôle : {change}',
      '  order of call: {change}': "  ordre d'appel : {change}",
      '  phone: {change}': '  téléphone : {change}',
      '  encryption: {change}': '  chiffrement : {change}',
      '  key: {change}': '  clé : {change}',
      '  name: {change}': '  nom : {change}',
      '  language: {change}': '  langue : {change}',
      '  time zone: {change}': '  fuseau horaire : {change}',
    },
    confirmedHow: {
      'a signature by an OpenPGP key known before': 'une signature par une clé OpenPGP connue avant',
      'the link that was mailed to another contact': 'le lien envoyé à un autre contact',
      'DNS-CERT, which called a number known before': 'DNS-CERT, en appelant un numéro connu avant',
    },
  },
};
