import { protectionOf } from '../protection.ts';
import type { Lock, Protection } from '../protection.ts';

/** The template of a pack. */
export const CONTACT_PACK = 'contact-pack';
export const PACK_LABEL = { tlp: 'AMBER', relation: 'named' } as const;

/** It lists people and numbers: to the reader's own key, or not at all. */
export function protectionOfPack(lock: Lock, now: Date): Protection {
  if (lock.encryption === 'never')
    return {
      way: 'withheld',
      why: 'This contact takes clear mail alone, and a contact pack goes encrypted or not at all.',
    };
  const protection = protectionOf({ ...lock, encryption: 'required' }, PACK_LABEL, now);
  return protection.way === 'encrypted'
    ? protection
    : {
        way: 'withheld',
        why: 'A contact pack goes encrypted or not at all, and no key that works is known for this contact.',
      };
}
