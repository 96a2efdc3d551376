import { instantInZones } from '#libs/mail';
import type { Contact, Operator } from '#libs/operators';

/** An operator of the directory with its TLDs, as people write them. */
export interface ListedOperator extends Pick<Operator, 'name' | 'country'> {
  tlds: string[];
}

const byName = new Intl.Collator('en').compare;

/** Who runs which TLD: the part that everybody may see. */
export const directoryLines = (operators: ListedOperator[]): string =>
  [...operators]
    .sort((a, b) => byName(a.name, b.name))
    .map(({ name, country, tlds }) => {
      const head = country === null ? name : `${name} (${country})`;
      return tlds.length === 0 ? `- ${head}` : `- ${head}: ${tlds.map((tld) => `.${tld}`).join(' ')}`;
    })
    .join('\n');

/** An operator's own contacts as we hold them, in the order of call. */
export const contactLines = (contacts: Contact[]): string =>
  [...contacts]
    .sort((a, b) => a.callOrder - b.callOrder || byName(a.email, b.email))
    .map((contact) =>
      [
        `- ${contact.callOrder}. ${contact.role}: ${contact.name ?? contact.email}`,
        ...(contact.name === null ? [] : [`  ${contact.email}`]),
        ...(contact.phone === null ? [] : [`  ${contact.phone}`]),
        ...(contact.keyFingerprint === null ? [] : [`  OpenPGP ${contact.keyFingerprint}${endOf(contact)}`]),
      ].join('\n'),
    )
    .join('\n');

const endOf = ({ keyExpiresAt }: Contact): string =>
  keyExpiresAt === null ? '' : ` -> ${keyExpiresAt.toISOString().slice(0, 10)}`;

/** When it was put together, for its reader. */
export const builtAtFor = (contact: Contact, at: Date): string => instantInZones(at, contact.timezone);
