import { byId, call, canUsePasskeys, makePasskey, say, wordsOf } from './browser.js';

const day = (instant) => (instant === null ? 'never' : instant.slice(0, 10));

/** Says what went wrong, and how to go on. @returns whether it went well */
function wentWell(answer, done = '') {
  say('done', answer.ok ? done : '');
  say('fault', answer.ok ? '' : wordsOf(answer));
  byId('again').hidden = answer.body.code !== 'access.sign_in_again';
  if (!answer.ok) byId('fault').scrollIntoView();
  return answer.ok;
}

function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function entry(text, ...buttons) {
  const made = document.createElement('li');
  const words = document.createElement('p');
  words.textContent = text;
  made.append(words, ...buttons);
  return made;
}

function fill(id, entries, empty) {
  byId(id).replaceChildren(...(entries.length > 0 ? entries : [entry(empty)]));
}

async function showAll() {
  const session = await call('GET', 'session');
  if (session.status === 401) return location.assign('/sign-in');
  if (!session.ok) return wentWell(session);
  const { email, role, secondWays } = session.body;
  byId('who').textContent = `Signed in as ${email}, ${role}.`;
  say('nag', advice(secondWays));
  byId('totp-state').textContent = secondWays.totp ? 'Set up.' : 'Not set up.';
  byId('totp-begin').hidden = secondWays.totp;
  byId('totp-remove').hidden = !secondWays.totp;
  byId('codes-state').textContent = `${secondWays.recoveryCodesLeft} left.`;
  await Promise.all([showPasskeys(), showIdentities()]);
}

function advice({ passkeys, totp, recoveryCodesLeft }) {
  if (passkeys === 0)
    return 'You have no passkey yet. It is the safest way in, and the quickest: add one below.';
  if (passkeys === 1 && !totp && recoveryCodesLeft === 0)
    return 'If you lose your one passkey, you cannot get in: make recovery codes.';
  return '';
}

async function showPasskeys() {
  const { ok, body } = await call('GET', 'account/passkeys');
  if (!ok) return;
  fill(
    'passkeys',
    body.items.map(({ id, name, createdAt, lastUsedAt }) =>
      entry(
        `${name}: added ${day(createdAt)}, last used ${day(lastUsedAt)}`,
        button(`Rename ${name}`, () => renamePasskey(id, name)),
        button(`Remove ${name}`, () => removeAfterAsking(`account/passkeys/${id}`, name)),
      ),
    ),
    'None yet.',
  );
}

async function renamePasskey(id, name) {
  const given = prompt(`New name for ${name}`, name)?.trim();
  if (!given) return;
  if (wentWell(await call('PUT', `account/passkeys/${id}/name`, { name: given }), 'Renamed.'))
    await showAll();
}

async function removeAfterAsking(path, name) {
  if (!confirm(`Remove ${name}? From then on it opens nothing here.`)) return;
  if (wentWell(await call('DELETE', path), `${name} was removed.`)) await showAll();
}

async function addPasskey(event) {
  event.preventDefault();
  const options = await call('POST', 'account/passkeys/options');
  if (!wentWell(options)) return;
  let credential;
  try {
    credential = await makePasskey(options.body);
  } catch {
    return say('fault', 'The browser made no passkey. Perhaps this device has one for you already.');
  }
  const answer = await call('POST', 'account/passkeys', {
    name: byId('passkey-name').value.trim(),
    credential,
  });
  if (!wentWell(answer, 'The passkey was added.')) return;
  byId('passkey-name').value = '';
  showCodes(answer.body.recoveryCodes);
  await showAll();
}

async function beginTotp() {
  const answer = await call('POST', 'account/totp');
  if (!wentWell(answer)) return;
  byId('totp-secret').textContent = answer.body.secret;
  byId('totp-uri').textContent = answer.body.uri;
  byId('totp-link').href = answer.body.uri;
  byId('totp-confirm').hidden = false;
  byId('totp-code').focus();
}

async function confirmTotp(event) {
  event.preventDefault();
  const answer = await call('POST', 'account/totp/confirmation', { code: byId('totp-code').value });
  if (!wentWell(answer, 'The authenticator app is set up.')) return;
  byId('totp-confirm').hidden = true;
  for (const id of ['totp-secret', 'totp-uri']) byId(id).textContent = '';
  byId('totp-code').value = '';
  showCodes(answer.body.recoveryCodes);
  await showAll();
}

async function renewCodes() {
  if (!confirm('Make ten new recovery codes? Those you have now end.')) return;
  const answer = await call('POST', 'account/recovery-codes');
  if (!wentWell(answer)) return;
  showCodes(answer.body.recoveryCodes);
  await showAll();
}

/** Shown this once; the service cannot show them again. */
function showCodes(codes) {
  if (codes === null) return;
  fill(
    'codes',
    codes.map((code) => entry(code)),
    '',
  );
  byId('codes-shown').hidden = false;
  byId('codes-title').focus();
}

async function showIdentities() {
  if (byId('identities') === null) return;
  const { ok, body } = await call('GET', 'account/identities');
  if (!ok) return;
  fill(
    'identities',
    body.items.map(({ id, issuer, subject }) =>
      entry(
        `${subject} at ${issuer}`,
        button(`Unlink ${subject}`, () => removeAfterAsking(`account/identities/${id}`, subject)),
      ),
    ),
    'None yet.',
  );
}

async function link() {
  const answer = await call('POST', 'account/identities');
  if (wentWell(answer)) location.assign(answer.body.url);
}

async function signOut() {
  if (wentWell(await call('DELETE', 'session'))) location.assign('/sign-in');
}

byId('passkey-add').addEventListener('submit', addPasskey);
byId('passkey-add').hidden = !canUsePasskeys();
byId('totp-begin').addEventListener('click', beginTotp);
byId('totp-confirm').addEventListener('submit', confirmTotp);
byId('totp-remove').addEventListener('click', () =>
  removeAfterAsking('account/totp', 'the authenticator app'),
);
byId('codes-renew').addEventListener('click', renewCodes);
byId('identity-link')?.addEventListener('click', link);
byId('sign-out').addEventListener('click', signOut);
await showAll();
