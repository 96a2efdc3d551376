import { byId, call, canUsePasskeys, say, usePasskey, wordsOf } from './browser.js';

const goOn = () => location.assign('/account');

/** One field for both: an app shows six digits, a recovery code is longer. */
function secondProof(typed) {
  if (typed === '') return {};
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d{6}$/.test(digits) ? { code: digits } : { recoveryCode: typed };
}

async function byPassword(event) {
  event.preventDefault();
  say('fault', '');
  const proof = secondProof(byId('code').value.trim());
  const answer = await call('POST', 'session', {
    email: byId('email').value.trim(),
    password: byId('password').value,
    ...proof,
  });
  if (answer.ok) return goOn();
  const { code, ways = [] } = answer.body;
  const needsCode = code === 'access.second_factor_needed';
  if (needsCode || code === 'access.wrong_code') {
    byId('code-label').hidden = false;
    byId('code').value = '';
    byId('code').focus();
  }
  say('fault', needsCode ? whatIsNeeded(ways) : wordsOf(answer));
}

function whatIsNeeded(ways) {
  if (ways.includes('totp')) return 'Now the code of your authenticator app, or one of your recovery codes.';
  return 'This account has a passkey: sign in with it, or give one of your recovery codes.';
}

async function byPasskey() {
  say('fault', '');
  const options = await call('POST', 'session/passkey/options');
  if (!options.ok) return say('fault', wordsOf(options));
  let credential;
  try {
    credential = await usePasskey(options.body);
  } catch {
    return say('fault', 'The browser gave no passkey. Try again, or sign in another way.');
  }
  const answer = await call('POST', 'session/passkey', { credential });
  if (answer.ok) goOn();
  else say('fault', wordsOf(answer));
}

byId('by-password').addEventListener('submit', byPassword);
byId('by-passkey').addEventListener('click', byPasskey);
byId('by-passkey').disabled = !canUsePasskeys();
if (!canUsePasskeys()) say('fault', 'This browser knows no passkeys, or the page was not opened over https.');
