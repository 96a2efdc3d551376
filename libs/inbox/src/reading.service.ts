import { Inject, Injectable } from '@nestjs/common';
import type { Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Groups, Transactions } from '#libs/database';
import type { KeyLookUp, KnownKey, MailReading } from '#libs/mail';
import { Gate, ReadingLimitExceeded } from '#libs/mail';
import type { Claim, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { AutomaticAnswers } from './automatic-answers.service.ts';
import type { Became, Becoming, ReadMessage } from './becoming.ts';
import { earlierOf } from './earlier-verdicts.ts';
import { isHeavy, keepFiles } from './files.ts';
import { InboundMessage } from './inbound-message.entity.ts';
import { labelIn } from './label.ts';
import { ContactKeys } from './key-look-up.service.ts';
import { askedOfList } from './list-wish.ts';
import { ListWishes } from './list-wishes.service.ts';
import { PostsByMail } from './posts-by-mail.service.ts';
import { Replies } from './replies.service.ts';
import { ReportsByMail } from './reports-by-mail.service.ts';
import { ReturnedMail } from './returned-mail.service.ts';
import { MAIL_READER } from './settings.ts';
import type { MailReader } from './settings.ts';

/** Mails whose bytes are in memory: one in the thread that reads, and the next. */
const LOADED = 2;
/** Mails that are made something in one transaction. */
const TOGETHER = 24;

interface Settling {
  claim: Claim;
  read: Read;
}

/** Reads mail that came in, and makes of it what it is. One that asks for too much is put aside with its evidence. */
@Injectable()
export class Reading implements WorkHandler {
  readonly job = 'message.read' as const;
  readonly table = 'inbound_messages';
  readonly states = ['received'];
  readonly aside = { state: 'quarantined', again: 'received', over: 'discarded' };
  private readonly ways: Becoming[];
  private readonly places = new Gate(LOADED);
  /** A commit costs as much as what is read of a mail, so that those that were read meanwhile share one. */
  private readonly settling = new Groups((read: Settling[]) => this.settleAll(read), { most: TOGETHER });

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly keys: ContactKeys,
    @Inject(MAIL_READER) private readonly reader: MailReader | null,
    returned: ReturnedMail,
    replies: Replies,
    reports: ReportsByMail,
    wishes: ListWishes,
    posts: PostsByMail,
    private readonly answers: AutomaticAnswers,
  ) {
    this.ways = [
      (tx, read) => returned.take(tx, read),
      (tx, read) => wishes.take(tx, read),
      (tx, read) => posts.take(tx, read),
      (tx, read) => replies.take(tx, read),
      (tx, read) => reports.take(tx, read),
    ];
  }

  async work(claim: Claim): Promise<null> {
    try {
      const light = await this.places.pass('reading', false, async () => {
        const read = await this.read(claim);
        if (read === null || !isHeavy(read.reading)) return read;
        await this.settling.add({ claim, read });
        return null;
      });
      if (light !== null) await this.settling.add({ claim, read: light });
    } catch (error) {
      if (!(error instanceof ReadingLimitExceeded)) throw error;
      await this.quarantine(claim, error.message);
    }
    return null;
  }

  async workAll(claims: Claim[]): Promise<null[]> {
    const ended = await Promise.allSettled(claims.map((claim) => this.work(claim)));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    return claims.map(() => null);
  }

  async quarantine(claim: Claim, why: string): Promise<void> {
    await putAside(this.transactions.reader, this, claim, why);
  }

  /** Null: there is nothing to read any more. */
  private async read({ id, attempt }: Claim): Promise<Read | null> {
    if (this.reader === null) throw new Error('this process holds no key to read mail with');
    const message = await this.transactions.reader
      .getRepository(InboundMessage)
      .createQueryBuilder('m')
      .addSelect('m.raw')
      .where(`m.id = :id AND m.attempt = :attempt AND m.state = 'received'`, { id, attempt })
      .getOne();
    if (message === null) return null;
    const { mailbox, token, raw, envelopeFrom } = message;
    const asked = mailbox === 'list' ? askedOfList(token ?? '') : null;
    const now = await this.clock.now(this.transactions.reader);
    const lookUp = this.keys.lookUpFor(await this.operatorAnswering(message), asked?.slug ?? null);
    const reading = await this.reader.read({ raw, envelopeFrom, now, lookUp });
    const own = asked?.wish === 'subscribe' ? await keysOfStranger(reading, lookUp) : [];
    if (own.length === 0) return { reading, byItsOwnKey: null };
    const byOwn: KeyLookUp = () => Promise.resolve(own);
    return { reading, byItsOwnKey: await this.reader.read({ raw, envelopeFrom, now, lookUp: byOwn }) };
  }

  private async operatorAnswering({ mailbox, token }: InboundMessage): Promise<string | null> {
    if (mailbox !== 'reply') return null;
    const [delivery] = await this.transactions.reader.query<{ operator_id: string | null }[]>(
      'SELECT operator_id FROM deliveries WHERE mail_token = $1',
      [token],
    );
    return delivery?.operator_id ?? null;
  }

  private async settleAll(read: Settling[]): Promise<null[]> {
    await this.transactions.runJoined(async (tx) => {
      const now = await this.clock.now(tx);
      for (const one of read) await this.settle(tx, one.claim, one.read, now);
    });
    return read.map(() => null);
  }

  private async settle(tx: Tx, claim: Claim, { reading, byItsOwnKey }: Read, now: Date): Promise<void> {
    const message = await tx.getRepository(InboundMessage).findOne({
      where: { id: claim.id, attempt: claim.attempt, state: 'received' },
      lock: { mode: 'pessimistic_write' },
    });
    if (message === null) return;
    const became: Partial<Became> = mayBecome(message)
      ? await this.becomes(tx, { message, reading, byItsOwnKey, now })
      : {};
    const { verdicts, subject, from, to, date, text, files, moreFiles, automatic, bounce } = reading;
    const { messageId, inReplyTo, references } = reading;
    const shown = {
      subject,
      from,
      to,
      date,
      text,
      files,
      moreFiles,
      automatic,
      bounce,
      messageId,
      inReplyTo,
      references,
    };
    await keepFiles(tx, message.id, reading);
    await tx.getRepository(InboundMessage).update(
      { id: message.id },
      {
        ...became,
        state: 'read',
        readAt: now,
        leaseUntil: null,
        verdicts: JSON.parse(JSON.stringify(verdicts)) as never,
        earlier: earlierOf(message, verdicts),
        againWhy: null,
        reading: shown,
        tlp: await labelOf(tx, reading, became.incidentId ?? message.incidentId),
        signerKey: verdicts.signed.state === 'unknown_key' ? (verdicts.signer?.keyId ?? null) : null,
      },
    );
  }

  private async becomes(tx: Tx, read: ReadMessage): Promise<Became> {
    for (const way of this.ways) {
      const became = await way(tx, read);
      if (became !== null) return became;
    }
    const { automatic, verdicts } = read.reading;
    if (automatic === null && verdicts.encrypted.state === 'unreadable')
      return this.answers.tellUnread(tx, read);
    return automatic === null
      ? { outcome: 'kept', outcomeWhy: 'It is for a person to read.' }
      : { outcome: 'automatic', outcomeWhy: 'A program sent it.' };
  }
}

type Read = Pick<ReadMessage, 'reading' | 'byItsOwnKey'>;

/** Keys that came along with a signature of nobody, from an address that has no key with us: who has one signs with that. */
async function keysOfStranger({ verdicts, keys }: MailReading, lookUp: KeyLookUp): Promise<KnownKey[]> {
  const { address } = verdicts.sender;
  if (verdicts.signed.state !== 'unknown_key' || address === null) return [];
  const known = await lookUp({ addresses: [address], keyIds: [] });
  if (known.some(({ email }) => email.toLowerCase() === address)) return [];
  return keys.map((armored) => ({ armored, email: address, owner: 'came along' }));
}

/** What became something stays that when it is read again, for a key that came late. */
const mayBecome = ({ outcome }: InboundMessage): boolean =>
  outcome === null || outcome === 'asked_back' || outcome === 'kept';

async function labelOf(tx: Tx, reading: MailReading, incidentId: string | null): Promise<Tlp> {
  const written = labelIn(reading);
  if (incidentId === null) return written;
  const [incident] = await tx.query<{ tlp: Tlp }[]>('SELECT tlp FROM incidents WHERE id = $1', [incidentId]);
  return incident === undefined ? written : narrowest(written, incident.tlp);
}
