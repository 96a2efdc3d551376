/** Passkeys in the browser: the API speaks JSON with base64url, the browser speaks bytes. */

export interface CreationOptions {
  challenge: string;
  rp: PublicKeyCredentialRpEntity;
  user: { id: string; name: string; displayName: string };
  pubKeyCredParams: PublicKeyCredentialParameters[];
  timeout?: number;
  attestation?: AttestationConveyancePreference;
  authenticatorSelection?: AuthenticatorSelectionCriteria;
  excludeCredentials?: { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }[];
}

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/** Asks an authenticator for a new passkey. @throws when the person or the browser says no */
export async function makePasskey(options: CreationOptions): Promise<unknown> {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map((known) => ({
        ...known,
        id: toBytes(known.id),
      })),
    },
  });
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey was made');
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: toText(made.rawId),
    rawId: toText(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
