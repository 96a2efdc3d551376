import { about } from './about.ts';
import { accountLinks } from './account-links.ts';
import { ack } from './ack.ts';
import { contactChange } from './contact-change.ts';
import { advisories } from './advisories.ts';
import { draft } from './draft.ts';
import { drill } from './drill.ts';
import { evidence } from './evidence.ts';
import { faults } from './faults.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { key } from './key.ts';
import { kinds } from './kinds.ts';
import { lists } from './lists.ts';
import { problem } from './problem.ts';
import { proof } from './proof.ts';
import { refusals } from './refusals.ts';
import { report } from './report.ts';
import { severity } from './severity.ts';
import { signIn } from './sign-in.ts';
import { tlp } from './tlp.ts';

/** The words of the pages, by section. */
export const en = {
  about,
  accountLinks,
  ack,
  contactChange,
  advisories,
  draft,
  drill,
  evidence,
  faults,
  frame,
  home,
  key,
  kinds,
  lists,
  problem,
  proof,
  refusals,
  report,
  severity,
  signIn,
  tlp,
};
