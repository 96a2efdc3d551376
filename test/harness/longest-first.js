// The order of test files: those known to take longest first, so that no worker idles beside the other's last file. A clean
// clone has no times of an earlier run, and jest would go by the size of a file.
import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * Half a minute and more of a machine of two cores, longest first; before them what waits most of the time, while the checks
 * of the source run beside the tests (test/run.mjs).
 */
const LONG = [
  'faults-lose-nothing',
  'hostile-words-never-run-in-the-console',
  'every-page-of-the-console-is-clean',
  'nobody-does-what-its-role-may-not',
  'guessing-a-password-leads-nowhere',
  'hostile-http-sql-stays-text',
  'hostile-http-words-never-become-pages',
  'a-mad-relay-loses-nothing',
  'one-operator-never-learns-of-another',
  'the-admin-command-imports-all-or-nothing',
  'a-fresh-machine-starts',
  'a-key-that-does-not-fit-the-database-is-refused',
  'work-in-rows-survives-the-queue',
  'two-services-write-to-each-other-and-stop',
  'a-passkey-signs-in',
  'the-admin-command-adds-people',
  'the-admin-command-finds-what-is-wrong',
  'signing-key-files',
  'a-forgotten-password-is-replaced-by-mail',
  'three-people-work-in-the-console',
  'an-emergency-overtakes-a-flood',
  'hostile-http-any-body-gets-an-answer',
  'a-wrong-clock-of-a-worker-does-no-harm',
  'while-the-database-is-away-the-api-says-so',
].map((name) => new RegExp(`^${name}\\.(e2e-)?spec\\.ts$`));

const place = ({ path }) => {
  const at = LONG.findIndex((name) => name.test(basename(path)));
  return at < 0 ? LONG.length : at;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
}
