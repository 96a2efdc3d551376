/** Hundreds of files, which most processes never need: loaded when somebody uses a passkey. */
export const webauthn = () => import('@simplewebauthn/server');
