import type { Translation } from '../translation.ts';
import type { signIn as english } from '../en/sign-in.ts';

export const signIn: Translation<typeof english> = {
  title: 'Se connecter',
  account: 'Votre compte',
  linked: 'Lié',
  signedIn: 'Vous êtes connecté',
  goOn: 'Continuer',
  notSignedIn: 'Vous n’êtes pas connecté',
  byPasskey: 'Se connecter avec une clé d’accès',
  byProvider: 'Se connecter avec {provider}',
  orPassword: 'Ou avec votre mot de passe',
  email: 'Adresse de courriel',
  password: 'Mot de passe',
  code: 'Code de votre application d’authentification, ou un code de secours',
  forgotten: 'Mot de passe oublié ?',
  needsScript: 'Cette page a besoin de JavaScript. Un signalement se fait sans lui, et sans compte.',
  noPasskeys: 'Ce navigateur ne connaît pas les clés d’accès, ou la page n’a pas été ouverte par https.',
  noPasskeyGiven: 'Le navigateur n’a pas donné de clé. Réessayez, ou connectez-vous autrement.',
  needsCode: 'Maintenant le code de votre application d’authentification, ou un de vos codes de secours.',
  needsPasskey:
    'Ce compte a une clé d’accès : connectez-vous avec elle, ou donnez un de vos codes de secours.',
  unreachable: 'Le service ne répond pas. Réessayez.',
  failed: 'Cela n’a pas fonctionné.',
};
