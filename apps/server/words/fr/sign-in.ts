import type { Translation } from '../translation.ts';
import type { signIn as english } from '../en/sign-in.ts';

export const signIn: Translation<typeof english> = {
  title: 'Se connecter',
  account: 'Votre compte',
  linked: 'Lié',
  signedIn: 'Vous êtes connecté',
  goOn: 'Continuer',
  notSignedIn: 'Vous n’êtes pas connecté',
};
