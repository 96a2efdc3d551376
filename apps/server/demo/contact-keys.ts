import { generateKey } from 'openpgp';
import type { DirectoryOperator } from '#libs/contracts';
import type { Directory } from '#libs/operators';
import { castOf } from './people.ts';
import type { SharedAddress } from './shared-address.ts';

/** s from now; undefined: it has no end. */
const LIVES = [undefined, 20 * 86_400];

/**
 * Two of the story's operators with a key for their security contact, where it has none yet; one of them ends soon. The one
 * between them gives its own in the story. Nobody holds the secret halves, so first contacts, to whom its mails go, have none.
 */
export async function withKeys(
  directory: Directory,
  operators: DirectoryOperator[],
  shared: SharedAddress,
): Promise<DirectoryOperator[]> {
  const [first, , third] = castOf(shared);
  const cast = [first, third];
  const found = operators.filter(({ slug }) => cast.includes(slug));
  const keyed: DirectoryOperator[] = [];
  for (const [place, operator] of found.entries()) {
    const known = await directory.operatorBySlug(operator.slug);
    const contacts = known === null ? [] : await directory.contactsOf([known.id]);
    if (contacts.some(({ keyFingerprint }) => keyFingerprint !== null)) continue;
    keyed.push({ ...operator, contacts: await contactsOf(operator, LIVES[place]) });
  }
  return keyed;
}

const contactsOf = ({ contacts }: DirectoryOperator, seconds: number | undefined) =>
  Promise.all(
    contacts.map(async (contact) =>
      contact.role === 'security' ? { ...contact, key: await keyFor(contact.email, seconds) } : contact,
    ),
  );

async function keyFor(email: string, seconds: number | undefined): Promise<string> {
  const { publicKey } = await generateKey({
    type: 'ecc',
    userIDs: [{ email }],
    format: 'armored',
    ...(seconds === undefined ? {} : { keyExpirationTime: seconds }),
  });
  return publicKey;
}
