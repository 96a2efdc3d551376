import { KINDS } from './fr-kinds.ts';
import { KEY_REFUSALS } from './fr-key-refusals.ts';
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
      'It is not signed by the key that we have for its sender.':
        'Il n’est pas signé par la clé que nous avons pour son expéditeur.',
      'It is signed neither by a key that we have for its sender nor by one that came along.':
        'Il n’est signé ni par une clé que nous avons pour son expéditeur, ni par une clé jointe.',
      'It was signed more than two days before it came.':
        'Il a été signé plus de deux jours avant son arrivée.',
      'The same signature came before: it counts once.':
        'La même signature est déjà venue : elle compte une fois.',
      'It has no subject, no text, or too much of either.':
        'Il n’a pas d’objet, pas de texte, ou trop de l’un ou de l’autre.',
      'There is no list of this name to which you can post by mail.':
        'Il n’y a pas de liste de ce nom à laquelle vous pouvez envoyer par courriel.',
      'There is no list of this name that takes this from you.':
        'Il n’y a pas de liste de ce nom qui prenne cela de vous.',
      'Its signed text does not say what it wants: "{line}".':
        'Son texte signé ne dit pas ce qu’il veut : « {line} ».',
      'No new key came along.': 'Aucune nouvelle clé n’est jointe.',
      'The key that came along is the one that we have.': 'La clé jointe est celle que nous avons.',
      'The key that came along is refused: {reason}': 'La clé jointe est refusée : {reason}',
      'Your key on this list is the one of the directory: it is changed there.':
        'Votre clé sur cette liste est celle de l’annuaire : elle se change là.',
      'Keys of your operator are held while somebody may have taken over one of its TLDs: call us.':
        'Les clés de votre opérateur sont gelées tant que quelqu’un a pu prendre un de ses TLD : appelez-nous.',
      'none of our keys opens it, or it is damaged': 'aucune de nos clés ne l’ouvre, ou il est abîmé',
    },
    reason: KEY_REFUSALS,
    severity: {
      critical: 'critique',
      high: 'élevée',
      medium: 'moyenne',
      low: 'faible',
      info: 'information',
    },
    alertSubject: {
      'Critical: {kindTitle}': 'Critique : {kindTitle}',
      'High: {kindTitle}': 'Élevée : {kindTitle}',
      'Medium: {kindTitle}': 'Moyenne : {kindTitle}',
      'Low: {kindTitle}': 'Faible : {kindTitle}',
      'Info: {kindTitle}': 'Information : {kindTitle}',
      '{count} incidents: {kindTitle}': '{count} incidents : {kindTitle}',
    },
    alert: {
      'DNS-CERT works on an incident:': 'DNS-CERT travaille sur un incident :',
      'DNS-CERT works on {count} incidents:': 'DNS-CERT travaille sur {count} incidents :',
      '  What       {kindTitle}': '  Quoi       {kindTitle}',
      '  Severity   {severity}': '  Gravité    {severity}',
      '  TLDs       not known yet': '  TLD        pas encore connus',
      '  TLDs       {count} touched': '  TLD        {count} touchés',
      '  Known to us since {since} UTC': '  Connu de nous depuis {since} UTC',
      'and {count} more.': 'et {count} autres.',
      'Who is touched by it is told apart. This alert was posted by a rule of the':
        'Qui est touché en est averti à part. Cette alerte a été envoyée par une',
      'list; a person could have stopped it. If you see the same, report it.':
        'règle de la liste ; une personne aurait pu l’arrêter. Si vous voyez la\nmême chose, signalez-le.',
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
