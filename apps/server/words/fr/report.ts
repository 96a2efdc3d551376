import type { Translation } from '../translation.ts';
import type { report as english } from '../en/report.ts';

export const report: Translation<typeof english> = {
  title: 'Signaler un incident du DNS',
  first:
    'Pour tout le monde, sans compte. D’abord nous envoyons un courriel à votre adresse. Vous ouvrez son lien et appuyez sur un bouton ; ensuite une personne lit votre signalement.',
  emergency: 'En cas d’urgence, écrivez aussi à {mail}.',
  summary: 'Que se passe-t-il ? En une ligne',
  description: 'Qu’avez-vous vu ? (facultatif)',
  descriptionHint: 'Avec vos mots, même simples. Jusqu’à 20 000 caractères.',
  about: 'De quoi s’agit-il ? (facultatif)',
  aboutHint:
    'Un par ligne : .nz, ns1.example.net, 192.0.2.1, AS64496, une adresse web. Tout le reste : other, puis des mots.',
  more: 'Plus, si vous le savez déjà',
  moreHint: 'Tout cela peut attendre. Si vous ne dites rien ici, votre signalement est TLP:AMBER.',
  since: 'Depuis quand, en UTC ? (facultatif)',
  sinceHint: 'Par exemple 2026-03-01 02:14',
  ongoing: 'Est-ce que cela continue ?',
  unknown: 'Je ne sais pas',
  yes: 'Oui',
  no: 'Non',
  tlp: 'Qui peut lire ceci ?',
  name: 'Votre nom',
  email: 'Votre adresse de courriel',
  emailHint: 'Nous y écrivons au sujet de ce signalement, et pour rien d’autre.',
  organisation: 'Votre organisation (facultatif)',
  key: 'Clé de ce formulaire',
  send: 'Envoyer le signalement',
  notSent: 'Le signalement n’a pas été envoyé. Ce que vous avez écrit est encore là.',
  strangers: 'Le formulaire n’a pas de champ {fields}, ou ne l’a qu’une fois.',
  sentTitle: 'Nous avons votre signalement',
  sent: 'Il est enregistré. Il reste une étape : ouvrez le courriel que nous envoyons maintenant à {email}, et appuyez sur le bouton derrière son lien.',
  number: 'Signalement',
  confirmUntil: 'À confirmer avant',
  next: 'Ensuite un intervenant le lit, et vous demande par courriel ce qui n’est pas clair. Pas de courriel après dix minutes ? Regardez parmi les indésirables, puis {again}.',
  again: 'envoyez de nouveau le signalement',
  sha256:
    'Le SHA-256 est celui des octets que nous avons reçus : gardez-le, et vous pourrez prouver plus tard ce que vous nous avez dit.',
};
