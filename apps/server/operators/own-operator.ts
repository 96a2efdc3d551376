import type { Principal } from '#libs/access';
import type { OwnOperatorView } from '#libs/contracts';
import type { Directory } from '#libs/operators';

/** Of the operator that the caller speaks for at this moment; null: of none. */
export async function ownOperator(
  directory: Directory,
  { operatorId, email }: Principal,
): Promise<OwnOperatorView | null> {
  const [operator] = operatorId === null ? [] : await directory.operatorsByIds([operatorId]);
  if (operator === undefined) return null;
  const tlds = await directory.tldsOfOperators([operator.id]);
  const contacts = await directory.contactsOf([operator.id]);
  const own = contacts.find((contact) => contact.email.toLowerCase() === email.toLowerCase());
  return {
    slug: operator.slug,
    name: operator.name,
    tlds: tlds.map(({ label }) => label),
    timezone: (own ?? contacts[0])?.timezone ?? 'UTC',
  };
}
