import { Inject, Injectable } from '@nestjs/common';
import { newSubscription } from '#libs/contracts';
import { Audit, Letters } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock } from '#libs/database';
import { CONTACT_FREEZES, holdStill } from '#libs/operators';
import type { ContactFreezes } from '#libs/operators';
import { byMember, leftNow } from './by-member.ts';
import { ListFault } from './faults.ts';
import { Joining } from './joining.service.ts';
import { keyColumns, readOneKey } from './keys.ts';
import { ListSubscription } from './list.entity.ts';
import type { ReadKey } from './list.entity.ts';
import { LOCK } from './members.ts';

/** Whose good signature is over a whole mail, with the keys that it covers. */
export interface SignedWish {
  email: string;
  fingerprint: string;
  /** Armoured. */
  keys: string[];
  language: string | undefined;
}

/** What somebody asks for itself at a list by a signed mail. Joining is confirmed by a mailed link all the same. */
@Injectable()
export class SignedWishes {
  constructor(
    private readonly clock: Clock,
    private readonly joining: Joining,
    private readonly letters: Letters,
    private readonly audit: Audit,
    @Inject(CONTACT_FREEZES) private readonly freezes: ContactFreezes,
  ) {}

  /** @throws ListFault `list.no_wish`, `list.key_refused`; AccessFault `public.too_many…` */
  async join(tx: Tx, slug: string, wish: SignedWish): Promise<void> {
    const { email, language } = wish;
    const key = (await knownKey(tx, wish)) ?? (await ownAmong(wish));
    const given = newSubscription.safeParse({ email, key, ...(language === undefined ? {} : { language }) });
    if (!given.success) throw refusedKey('it is too large');
    try {
      await this.joining.askByMail(tx, slug, given.data);
    } catch (error) {
      throw error instanceof ListFault && error.code === 'list.not_found' ? noWish() : error;
    }
  }

  /** @throws ListFault `list.no_wish` */
  async leave(tx: Tx, slug: string, wish: SignedWish): Promise<void> {
    const { subscription, listName } = await memberWhoSigned(tx, slug, wish);
    Object.assign(subscription, leftNow('It left by a signed mail.', await this.clock.now(tx)));
    await tx.getRepository(ListSubscription).save(subscription);
    await this.audit.append(tx, [byMember('subscription.left', subscription)]);
    await this.tell(tx, 'list-left', subscription, { listName });
  }

  /**
   * The known key has signed it; the new one came along.
   * @throws ListFault `list.no_wish`, `list.key_refused`, `list.key_frozen`, `list.not_by_hand`
   */
  async changeKey(tx: Tx, slug: string, wish: SignedWish): Promise<void> {
    const { subscription, listName } = await memberWhoSigned(tx, slug, wish);
    const before = subscription.keyFingerprint;
    if (before === null)
      throw new ListFault(
        'list.not_by_hand',
        'Your key on this list is the one of the directory: it is changed there.',
      );
    const [armored] = wish.keys;
    if (armored === undefined) throw new ListFault('list.key_refused', 'No new key came along.');
    const key = await readKey(armored, wish.email);
    if (key.fingerprint === before)
      throw new ListFault('list.key_refused', 'The key that came along is the one that we have.');
    await this.assertNotFrozen(tx, subscription);
    Object.assign(subscription, keyColumns(key));
    await tx.getRepository(ListSubscription).save(subscription);
    const to = { from: before, to: key.fingerprint };
    await this.audit.append(tx, [byMember('subscription.key_changed', subscription, to)]);
    await this.tell(tx, 'list-key-changed', subscription, {
      listName,
      fingerprint: before,
      newFingerprint: key.fingerprint,
    });
  }

  private async assertNotFrozen(tx: Tx, { operatorId }: ListSubscription): Promise<void> {
    if (operatorId === null) return;
    await holdStill(tx, operatorId);
    if ((await this.freezes.frozenAmong([operatorId], tx)).has(operatorId))
      throw new ListFault(
        'list.key_frozen',
        'Keys of your operator are held while somebody may have taken over one of its TLDs: call us.',
      );
  }

  private async tell(
    tx: Tx,
    template: string,
    { email, language, timezone }: ListSubscription,
    variables: Record<string, string>,
  ): Promise<void> {
    await this.letters.write(tx, { template, to: { email, language, timezone }, variables });
  }
}

const noWish = () => new ListFault('list.no_wish', 'There is no list of this name that takes this from you.');

const refusedKey = (why: string) =>
  new ListFault('list.key_refused', `The key that came along is refused: ${why}`);

async function readKey(armored: string, email: string): Promise<ReadKey> {
  try {
    return await readOneKey(armored, email);
  } catch (error) {
    throw error instanceof ListFault ? refusedKey(error.message) : error;
  }
}

/** The directory's key of who signed. */
async function knownKey(tx: Tx, { email, fingerprint }: SignedWish): Promise<string | undefined> {
  const [known] = await tx.query<{ armored: string }[]>(
    `SELECT key_armored AS armored FROM contacts
      WHERE removed_at IS NULL AND lower(email) = lower($1) AND key_fingerprint = $2 LIMIT 1`,
    [email, fingerprint],
  );
  return known?.armored;
}

/** The key that signed, among those that came along; undefined where it is known and did not come. */
async function ownAmong({ email, fingerprint, keys }: SignedWish): Promise<string | undefined> {
  for (const armored of keys) {
    if ((await readKey(armored, email)).fingerprint === fingerprint) return armored;
  }
  return undefined;
}

interface Member {
  subscription: ListSubscription;
  listName: string;
}

/** @throws ListFault `list.no_wish`: to whoever is no member, a list that there is and one that there is not are the same */
async function memberWhoSigned(
  tx: Tx,
  slug: string,
  { email, fingerprint }: Pick<SignedWish, 'email' | 'fingerprint'>,
): Promise<Member> {
  const [found] = await tx.query<{ id: string; listName: string }[]>(
    `SELECT s.id, l.name AS "listName" FROM list_subscriptions s JOIN mailing_lists l ON l.id = s.list_id
       LEFT JOIN contacts sc ON sc.id = s.contact_id AND sc.removed_at IS NULL
      WHERE l.slug = $1 AND l.kind = 'own' AND s.state IN ('active', 'paused') AND lower(s.email) = lower($2)
        AND ${LOCK.keyFingerprint} = $3 FOR UPDATE OF s`,
    [slug, email, fingerprint],
  );
  if (found === undefined) throw noWish();
  const subscription = await tx.getRepository(ListSubscription).findOneByOrFail({ id: found.id });
  return { subscription, listName: found.listName };
}
