import { Spine0001 } from './0001-spine.ts';
import { Flood0002 } from './0002-flood.ts';
import { SignInTries0003 } from './0003-sign-in-tries.ts';
import { Audit0004 } from './0004-audit.ts';
import { Letters0011 } from './0011-letters.ts';
import { PublicReports0014 } from './0014-public-reports.ts';

/** In the order they run. A migration that has landed never changes; the next one corrects it. */
export const MIGRATIONS = [Spine0001, Flood0002, SignInTries0003, Audit0004, Letters0011, PublicReports0014];
