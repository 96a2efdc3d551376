// Calls of the API, words to the person, and WebAuthn in JSON: what the page for signing in is made of.

/** @returns {Promise<{ok: boolean, status: number, waitSeconds: number, body: any}>} status 0: no answer came */
export async function call(method, path, body) {
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      ok: response.ok,
      status: response.status,
      waitSeconds: Number(response.headers.get('retry-after') ?? 60),
      body: text === '' ? {} : JSON.parse(text),
    };
  } catch {
    return { ok: false, status: 0, waitSeconds: 0, body: {} };
  }
}

export const byId = (id) => document.getElementById(id);

/** In an element with role=alert, which screen readers read out. */
export function say(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = text === '';
}

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export const canUsePasskeys = () =>
  navigator.credentials !== undefined && 'PublicKeyCredential' in globalThis;

/** Asks for a passkey that is there. Throws when the person or the browser says no. */
export async function usePasskey(options) {
  const { rawId, type, response } = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: [] },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id: toText(rawId),
    rawId: toText(rawId),
    type,
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      ...(userHandle ? { userHandle: toText(userHandle) } : {}),
    },
  };
}
