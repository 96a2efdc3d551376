// What the pages for signing in have in common: calls of the API, words to the person, and WebAuthn in JSON.

/** @returns {Promise<{ok: boolean, status: number, body: any}>} */
export async function call(method, path, body) {
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: text === '' ? {} : JSON.parse(text) };
  } catch {
    return { ok: false, status: 0, body: { detail: 'The service does not answer. Try again.' } };
  }
}

export const byId = (id) => document.getElementById(id);

/** In an element with role=alert or role=status, which screen readers read out. */
export function say(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = text === '';
}

/** What the API says about a fault, with the fields it names. */
export const wordsOf = ({ body }) =>
  [
    body.detail ?? 'That did not work.',
    ...(body.errors ?? []).map(({ pointer, message }) => `${pointer.slice(1)} ${message}`),
  ].join(' ');

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const canUsePasskeys = () =>
  navigator.credentials !== undefined && 'PublicKeyCredential' in globalThis;

/** Asks an authenticator for a new passkey. Throws when the person or the browser says no. */
export async function makePasskey(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: options.excludeCredentials.map((known) => ({ ...known, id: toBytes(known.id) })),
    },
  });
  return {
    ...common(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

/** Asks for a passkey that is there. Throws when the person or the browser says no. */
export async function usePasskey(options) {
  const used = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: [] },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  return {
    ...common(used),
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      ...(userHandle ? { userHandle: toText(userHandle) } : {}),
    },
  };
}

const common = ({ rawId, type }) => ({ id: toText(rawId), rawId: toText(rawId), type });
