import type { PrivateKey } from 'openpgp';

/** What opens mail to us: each of our keys, the newest first. */
export type OwnKeys = readonly PrivateKey[];
