import type { Translation } from '../translation.ts';
import type { accountLinks as english } from '../en/account-links.ts';

export const accountLinks: Translation<typeof english> = {
  deadTitle: 'Ce lien n’est pas ouvert',
  name: 'Nom, tel que le registre le montre',
  email: 'Adresse de courriel',
  password: 'Mot de passe, au moins 10 caractères',
  role: 'Rôle',
  operator: 'Opérateur',
  signIn: 'Se connecter',
  invitationTitle: 'Votre invitation à DNS-CERT',
  openAccount: 'Ouvrir mon compte',
  welcomeTitle: 'Votre compte est ouvert',
  welcome: 'Vous vous connectez avec {email} et le mot de passe que vous avez choisi.',
  firstLeadTitle: 'Devenir le premier responsable',
  firstLeadUsed: 'Il a déjà servi ou il est trop ancien. Redémarrez le service pour en avoir un nouveau.',
  firstLeadDone: 'Vous êtes le premier responsable',
  firstLeadNext: 'La suite',
  firstLeadSignIn:
    '{signIn} avec {email} et votre mot de passe, et ajoutez une clé d’accès dans votre compte.',
  firstLeadZone: 'Apportez la zone racine, pour savoir qui d’autre un serveur en panne touche : {command}',
  firstLeadDirectory:
    'Apportez les opérateurs avec leurs contacts, pour qu’ils puissent être prévenus : {command}',
  firstLeadPeople: 'Invitez les autres depuis la console, sous Personnes.',
  firstLeadToken: 'Un programme a besoin d’un jeton : créez-en un dans votre compte, ou avec {command}',
  firstLeadHealth: 'Regardez l’état du service dans la console : il dit ce qui manque encore.',
  resetTitle: 'Un nouveau mot de passe',
  resetEmail: 'Adresse de courriel de votre compte',
  resetSend: 'M’envoyer un lien',
  resetSentTitle: 'Regardez vos courriels',
  resetSent:
    'S’il y a un compte avec cette adresse, un lien y est en route. Il marche une heure. Un compte en reçoit au plus trois par heure ; ceux qui sont arrivés restent bons.',
  chooseTitle: 'Choisir un nouveau mot de passe',
  choose: 'Enregistrer le mot de passe',
  chooseWhat:
    'Toutes vos sessions se terminent alors. Les jetons pour les programmes restent, et le second facteur aussi.',
  chosenTitle: 'Votre mot de passe est enregistré',
  chosen: 'Toutes les sessions sont terminées.',
  'role.operator': 'opérateur',
  'role.responder': 'intervenant',
  'role.lead': 'responsable',
  'role.observer': 'observateur',
};
