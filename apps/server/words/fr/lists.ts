import type { Translation } from '../translation.ts';
import type { lists as english } from '../en/lists.ts';

export const lists: Translation<typeof english> = {
  joinTitle: 'S’inscrire à {name}',
  joinAsk:
    'Donnez votre adresse de courriel. Nous vous envoyons un lien, et vous y confirmez que c’était bien vous.',
  email: 'Adresse de courriel',
  join: 'S’inscrire',
  posted: 'Ce qui a été envoyé',
  askedTitle: 'Regardez dans votre boîte',
  asked:
    'Si cette adresse peut être inscrite, un courriel avec un lien est en route vers elle. Le lien vaut 7 jours.',
  confirmTitle: 'S’inscrire à {name} ?',
  confirmAsk:
    'Avez-vous demandé à recevoir ce que DNS-CERT envoie à cette liste ? Alors appuyez sur le bouton ci-dessous.',
  confirm: 'Oui, inscrire cette adresse',
  notYou: 'Si ce n’était pas vous, fermez cette page. Il ne se passera rien.',
  confirmedTitle: 'Vous êtes inscrit à {name}',
  confirmed: 'Les envois arrivent désormais à {email}. Chaque courriel a un lien pour quitter la liste.',
  leaveTitle: 'Quitter {name} ?',
  leaveAsk: 'Plus rien de cette liste n’arrivera à {email}.',
  leave: 'Quitter cette liste',
  leftTitle: 'Vous avez quitté {name}',
  left: 'Plus rien de cette liste n’arrive à {email}. Ce qui est déjà en route peut encore arriver.',
};
