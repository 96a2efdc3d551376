/** Pages around signing in. */
export const signIn = {
  title: 'Sign in',
  account: 'Your account',
  linked: 'Linked',
  signedIn: 'You are signed in',
  goOn: 'Go on',
  notSignedIn: 'You are not signed in',
} as const;
