import type { Role } from '#libs/contracts';
import { slugOf } from './made-directory.ts';
import { PAST_INCIDENTS } from './past-incidents.ts';
import type { SharedAddress } from './shared-address.ts';

/** An account of the demo. Everybody may know the password, so no such account may be where anything is real. */
export interface Person {
  email: string;
  password: string;
  role: Role;
  name: string;
  /** Slug of the operator it speaks for. */
  operator: string | null;
}

export const LEAD = staff('lead', 'lead', 'Duty lead');
export const SECOND_LEAD = staff('second-lead', 'lead', 'Second lead');
export const RESPONDER = staff('responder', 'responder', 'Responder on duty');
export const SECOND_RESPONDER = staff('second-responder', 'responder', 'Second responder');

/** Who reports what happened in the past, and who is touched by what happens in the story. */
export function everybody(shared: SharedAddress, directory: { slug: string }[]): Person[] {
  const known = new Set(directory.map(({ slug }) => slug));
  const past = PAST_INCIDENTS.map(({ tld }) => slugOf(tld)).filter((slug) => known.has(slug));
  const slugs = [...new Set([...past, ...castOf(shared)])];
  return [LEAD, SECOND_LEAD, RESPONDER, SECOND_RESPONDER, ...slugs.map(dutyOf)];
}

/** Country-code registries of the story with an account: who notices first, who reports the same again, who looks on. */
export function castOf({ operators }: SharedAddress): string[] {
  return operators.filter((slug) => /^registry-[a-z]{2}$/.test(slug)).slice(0, 3);
}

/** The account of an operator's duty desk. */
export function dutyOf(slug: string): Person {
  const label = slug.replace('registry-', '');
  return {
    email: `duty@${slug}.example`,
    password: `demo-${label}-password`,
    role: 'operator',
    name: `Duty desk of .${label}`,
    operator: slug,
  };
}

function staff(name: string, role: Role, title: string): Person {
  return {
    email: `${name}@cert.example`,
    password: `demo-${name}-password`,
    role,
    name: title,
    operator: null,
  };
}
