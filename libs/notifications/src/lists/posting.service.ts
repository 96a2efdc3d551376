import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AlertPreviewView, NewAlert, TimelineActor, Tlp } from '#libs/contracts';
import { isWider } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Incident } from '#libs/incidents';
import type { NewEntry } from '#libs/timeline';
import { Timeline } from '#libs/timeline';
import { Deliveries } from '../deliveries.service.ts';
import { NotificationFault } from '../faults.ts';
import { mailWords } from '../mail-words.ts';
import { Notification } from '../notification.entity.ts';
import { WAITS_HOURS } from '../second-person.ts';
import type { SecondPerson } from '../second-person.ts';
import { MAIL_SETTINGS, SENDING_POLICY } from '../settings.ts';
import type { MailSettings, SendingPolicy } from '../settings.ts';
import { Templates } from '../templates.ts';
import { assertSlug, ListFault, noList } from './faults.ts';
import { followDirectory } from './following.ts';
import { whyNotOnList } from './label.ts';
import { listVariables, RULE_ALERT } from './list-mail.ts';
import { MailingList } from './list.entity.ts';
import { LOCK, membersOf } from './members.ts';
import type { Member } from './members.ts';

/** The template of what is posted to a list. */
export const ALERT_TEMPLATE = 'list-alert';

type Words = Pick<NewAlert, 'subject' | 'body' | 'tlp' | 'incidentId'>;

interface Prepared {
  list: MailingList;
  members: Member[];
  now: Date;
}

/** Posts to a list: one delivery a member, or, where it takes a second person, the proposal. Sending is another job. */
@Injectable()
export class Posting {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly deliveries: Deliveries,
    private readonly audit: Audit,
    private readonly templates: Templates,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
    @Inject(SENDING_POLICY) private readonly policy: SendingPolicy,
  ) {}

  /**
   * The label is held against the list's and the incident's of this moment, until the commit.
   * @returns the notification's id
   * @throws ListFault `list.not_found`, `list.closed`, `list.label_refused`, `list.incident_unknown`, `list.nobody`;
   *   NotificationFault `notification.tlp_wider`
   */
  async post(principal: Principal, slug: string, words: Words): Promise<string> {
    assertMayDo(principal, 'list.post');
    return this.transactions.run(async (tx) => {
      const prepared = await this.prepare(tx, slug, words);
      const second = this.secondPersonOf(prepared);
      const sentBy = actorOf(principal);
      const id = uuidv7();
      const incidentId = words.incidentId ?? null;
      const row = { ...rowOf(prepared, words), id, incidentId, sentBy };
      const entries =
        second.needed === 0
          ? await this.write(tx, row, prepared)
          : await this.propose(tx, row, prepared, second);
      if (incidentId !== null)
        await this.timeline.append(tx, { stream: 'incident', id: incidentId }, entries);
      return id;
    });
  }

  /**
   * By a rule on which two people agreed beforehand, so that it waits for nobody now. Several incidents stand in one alert where it
   * is a digest; the label is the narrowest of theirs, and that is the caller's to see to.
   * @returns the notification's id
   * @throws ListFault as posting would
   */
  async postByRule(
    tx: Tx,
    slug: string,
    words: Omit<Words, 'incidentId'>,
    incidentIds: string[],
    sentBy: TimelineActor,
  ): Promise<string> {
    const prepared = await this.prepare(tx, slug, words);
    const [only, ...others] = incidentIds;
    const id = uuidv7();
    const incidentId = others.length === 0 ? (only ?? null) : null;
    const entries = await this.write(
      tx,
      { ...rowOf(prepared, words), template: RULE_ALERT, id, incidentId, sentBy },
      prepared,
    );
    await this.timeline.appendAll(
      tx,
      incidentIds.map((incident) => ({ stream: { stream: 'incident', id: incident }, entries })),
    );
    return id;
  }

  /**
   * Somebody wrote to the list's address, proven by a signature: a person decides.
   * @throws ListFault `list.not_found`, `list.no_post`, and as posting would
   */
  async proposeByMail(tx: Tx, slug: string, words: Omit<Words, 'incidentId'>, signer: Signer): Promise<void> {
    const list = await tx.getRepository(MailingList).findOneBy({ slug, kind: 'own', state: 'active' });
    // Who may not post learns nothing of which lists there are.
    if (list === null || !(await mayPostByMail(tx, list, signer)))
      throw new ListFault('list.no_post', 'There is no list of this name to which you can post by mail.');
    const prepared = await this.prepare(tx, slug, words);
    const why = `A person must agree: it came by mail, signed by the key of ${signer.email}.`;
    const sentBy: TimelineActor = { kind: 'contact', name: signer.email };
    const row = { ...rowOf(prepared, words), id: uuidv7(), incidentId: null, sentBy };
    await this.propose(tx, row, prepared, { needed: 1, why });
  }

  /** @throws as posting would */
  async preview(principal: Principal, slug: string, words: Words): Promise<AlertPreviewView> {
    assertMayDo(principal, 'list.post');
    return this.transactions.run(async (tx) => {
      const prepared = await this.prepare(tx, slug, words);
      const { members } = prepared;
      const sent = members.filter(({ addressee: { withheld } }) => withheld === null);
      const encrypted = sent.filter(({ addressee: { protection } }) => protection?.way === 'encrypted');
      return {
        preview: true,
        ...this.sample(prepared, words),
        tlp: words.tlp,
        counts: {
          members: members.length,
          encrypted: encrypted.length,
          signed: sent.length - encrypted.length,
          withheld: members.length - sent.length,
        },
        secondPerson: { ...this.secondPersonOf(prepared), waitsHours: WAITS_HOURS },
      };
    });
  }

  /**
   * Others agreed: it goes to who is a member now, for whoever left meanwhile has left.
   * @returns the entries, for the caller's append; none without an incident
   * @throws as posting would
   */
  async release(tx: Tx, proposed: Notification, approvedBy: TimelineActor[], now: Date): Promise<NewEntry[]> {
    const list = await tx.getRepository(MailingList).findOneByOrFail({ id: proposed.listId ?? '' });
    const { tlp, incidentId, subject, body } = proposed;
    const words = { tlp, subject: subject ?? '', body: body ?? '', incidentId: incidentId ?? undefined };
    const prepared = await this.prepare(tx, list.slug, words);
    await tx.getRepository(Notification).update({ id: proposed.id }, { state: 'sent', decidedAt: now });
    return this.queue(tx, proposed, prepared, { approvedBy });
  }

  private async prepare(tx: Tx, slug: string, { tlp, incidentId }: Words): Promise<Prepared> {
    assertSlug(slug);
    const list = await tx
      .getRepository(MailingList)
      .findOne({ where: { slug }, lock: { mode: 'pessimistic_read' } });
    if (list === null) throw noList();
    if (list.state === 'closed')
      throw new ListFault('list.closed', 'This list is closed; nothing is posted to it.');
    await assertNotWider(tx, tlp, incidentId);
    const why = whyNotOnList(tlp, list);
    if (why !== null)
      throw new ListFault('list.label_refused', `${why}. Nothing was sent.`, { tlp, highest: list.tlp });
    const now = await this.clock.now(tx);
    await followDirectory(tx, list, now);
    const members = await membersOf(tx, list, tlp, this.settings, now);
    if (members.length === 0)
      throw new ListFault('list.nobody', 'Nobody would get it: the list has no active member.');
    return { list, members, now };
  }

  private secondPersonOf({ list, members }: Prepared): SecondPerson {
    const most = this.policy.massSendOperators;
    if (list.kind === 'outside')
      return { needed: 1, why: 'A second person must agree: we do not know how many read an outside list.' };
    if (members.length <= most) return { needed: 0, why: null };
    return {
      needed: 1,
      why: `A second person must agree: it goes to ${members.length} members, more than ${most}.`,
    };
  }

  private async write(tx: Tx, row: NewRow, prepared: Prepared): Promise<NewEntry[]> {
    await tx.getRepository(Notification).insert({ ...row, state: 'sent' });
    return this.queue(tx, row, prepared, {});
  }

  private async propose(
    tx: Tx,
    row: NewRow,
    prepared: Prepared,
    { needed, why }: SecondPerson,
  ): Promise<NewEntry[]> {
    const { list, members, now } = prepared;
    const counts = { deliveries: members.length, withheld: withheldIn(members) };
    const expiresAt = new Date(now.getTime() + WAITS_HOURS * 3_600_000);
    await tx.getRepository(Notification).insert({
      ...row,
      state: 'awaiting_approval',
      approvalsNeeded: needed,
      expiresAt,
      proposal: {
        why: why ?? '',
        operatorIds: [],
        operators: members.length,
        ...counts,
        sample: this.sample(prepared, row),
      },
    });
    return [
      {
        type: 'notification.proposed',
        actor: row.sentBy,
        at: now,
        data: {
          ...aboutOf(row, list),
          ...counts,
          approvalsNeeded: needed,
          reason: why,
          expiresAt: expiresAt.toISOString(),
        },
      },
    ];
  }

  private async queue(
    tx: Tx,
    row: Pick<Notification, 'id' | 'tlp' | 'sentBy' | 'template'>,
    { list, members, now }: Prepared,
    more: Record<string, unknown>,
  ): Promise<NewEntry[]> {
    await this.deliveries.write(
      tx,
      members.map(({ addressee, subscriptionId }) => ({
        addressee,
        subscriptionId,
        variables: {},
        token: null,
        notificationId: row.id,
        // What became of each member's mail is no part of the incident's record.
        incidentId: null,
        lane: 'normal' as const,
      })),
      now,
    );
    const data = {
      ...aboutOf(row, list),
      deliveries: members.length,
      withheld: withheldIn(members),
      ...more,
    };
    await this.audit.append(tx, [
      { type: 'alert.posted', actor: row.sentBy, subject: { kind: 'notification', id: row.id }, data },
    ]);
    return [{ type: 'notification.queued', actor: row.sentBy, at: now, data }];
  }

  private sample(
    { list, members }: Prepared,
    { subject, body, tlp }: { subject: string | null; body: string | null; tlp: Tlp },
  ): { subject: string; text: string } {
    const { slug, name, open } = list;
    const leaveToken = list.kind === 'outside' ? null : '…';
    return mailWords(this.templates, {
      template: ALERT_TEMPLATE,
      language: members[0]?.addressee.recipient.language ?? 'en',
      variables: listVariables({ slug, name, open, leaveToken }, body ?? '', this.settings),
      tlp,
      subject,
    });
  }
}

/** Whose good signature is over the whole mail. */
interface Signer {
  email: string;
  fingerprint: string;
}

async function mayPostByMail(
  tx: Tx,
  { id, posting }: MailingList,
  { email, fingerprint }: Signer,
): Promise<boolean> {
  if (posting === 'staff') return false;
  const rows = await tx.query<unknown[]>(
    posting === 'members'
      ? `SELECT 1 FROM list_subscriptions s LEFT JOIN contacts sc ON sc.id = s.contact_id
          WHERE s.list_id = $3 AND s.state = 'active' AND lower(s.email) = lower($1) AND ${LOCK.keyFingerprint} = $2 LIMIT 1`
      : `SELECT 1 FROM contacts WHERE removed_at IS NULL AND lower(email) = lower($1) AND key_fingerprint = $2 AND $3::uuid IS NOT NULL LIMIT 1`,
    [email, fingerprint, id],
  );
  return rows.length > 0;
}

type NewRow = Omit<ReturnType<typeof rowOf>, 'template'> & {
  template: string;
  id: string;
  incidentId: string | null;
  sentBy: TimelineActor;
};

const rowOf = ({ list, now }: Prepared, { subject, body, tlp }: Words) => ({
  listId: list.id,
  reportId: null,
  template: ALERT_TEMPLATE,
  tlp,
  audience: { lists: [list.slug] },
  subject,
  body,
  createdAt: now,
});

const aboutOf = (
  { id, tlp, template }: Pick<Notification, 'id' | 'tlp' | 'template'>,
  { slug }: MailingList,
) => ({
  notificationId: id,
  template,
  tlp,
  audience: `lists ${slug}`,
});

const withheldIn = (members: Member[]): number =>
  members.filter(({ addressee: { withheld } }) => withheld !== null).length;

/** Nobody changes the incident's label until we are done. @throws ListFault, NotificationFault */
async function assertNotWider(tx: Tx, tlp: Tlp, incidentId: string | undefined): Promise<void> {
  if (incidentId === undefined) return;
  const incident = await tx
    .getRepository(Incident)
    .findOne({ where: { id: incidentId }, lock: { mode: 'pessimistic_read' } });
  if (incident === null) throw new ListFault('list.incident_unknown', 'There is no such incident.');
  if (isWider(tlp, incident.tlp))
    throw new NotificationFault(
      'notification.tlp_wider',
      `The incident is TLP:${incident.tlp}; an alert about it cannot be TLP:${tlp}, which is wider.`,
    );
}
