import type { Translation } from '../translation.ts';
import type { key as english } from '../en/key.ts';

export const key: Translation<typeof english> = {
  title: 'Notre clé OpenPGP',
  lead: 'Chacun de nos courriels est signé avec cette clé. Si un courriel vous demande d’agir et que sa signature n’est pas de cette clé, il n’est pas de nous.',
  none: 'Aucune clé n’est encore publiée. Elle est faite au premier démarrage d’un processus qui envoie du courrier.',
  fingerprint: 'Empreinte',
  of: 'De',
  since: 'Utilisée depuis',
  get: 'Prendre la clé',
  checkTitle: 'Comment la vérifier',
  check:
    'Qui peut falsifier cette page peut aussi falsifier l’empreinte qu’elle montre. Comparez-la donc une fois avec une empreinte venue par un autre chemin.',
  compare:
    'Comparez avec l’empreinte des courriels que vous avez déjà eus de nous, sur papier, ou par téléphone à un numéro que vous connaissiez déjà.',
  show: 'Regardez l’empreinte du fichier : {command}',
  keep: 'Prenez la clé dans votre trousseau quand les deux sont pareilles : {command}',
  verify: 'Dès lors, votre programme de courrier dit de chacun de nos courriels que sa signature est bonne.',
  otherwise:
    'Elles diffèrent ? N’agissez pas d’après le courriel. Appelez DNS-CERT à un numéro que vous connaissiez déjà.',
  earlierTitle: 'Clés antérieures',
  earlier: 'Les courriels d’autrefois portent leurs signatures. Rien de nouveau n’est signé avec elles.',
  until: 'Depuis {since}',
  descriptionTitle: 'Qui nous sommes, et comment nous travaillons',
  descriptionLead: 'Ce texte, en anglais, est signé avec notre clé. Vérifiez-le une fois : {command}',
  descriptionNone:
    'Il n’est pas encore signé. Cela se fait au premier démarrage d’un processus qui envoie du courrier.',
  descriptionGet: 'Le texte tel qu’il est signé',
};
