import { byId, call, canUsePasskeys, say, usePasskey } from './browser.js';

const { next, words: given } = byId('sign-in').dataset;
const words = JSON.parse(given);

/** The server has made sure that it is a page of ours. */
const goOn = () => location.assign(next);

/** What the page has words for, else what the API says. */
function wordsOf({ status, waitSeconds, body: { code, detail } }) {
  if (status === 0) return words.unreachable;
  const minutes = words.wait.replace('{count}', String(Math.ceil(waitSeconds / 60)));
  return words.refusals[code]?.replace('{wait}', minutes) ?? detail ?? words.failed;
}

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
  say('fault', needsCode ? words[ways.includes('totp') ? 'needsCode' : 'needsPasskey'] : wordsOf(answer));
}

async function byPasskey() {
  say('fault', '');
  const options = await call('POST', 'session/passkey/options');
  if (!options.ok) return say('fault', wordsOf(options));
  let credential;
  try {
    credential = await usePasskey(options.body);
  } catch {
    return say('fault', words.noPasskeyGiven);
  }
  const answer = await call('POST', 'session/passkey', { credential });
  if (answer.ok) goOn();
  else say('fault', wordsOf(answer));
}

byId('by-password').addEventListener('submit', byPassword);
byId('by-passkey').addEventListener('click', byPasskey);
byId('by-passkey').disabled = !canUsePasskeys();
if (!canUsePasskeys()) say('fault', words.noPasskeys);
