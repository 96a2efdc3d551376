import { Injectable } from '@nestjs/common';
import type { ReportSubmission } from '#libs/contracts';
import { reportSubmission } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Intake, PublicIntake } from '#libs/incidents';
import type { Report } from '#libs/incidents';
import { answerableOf, AutomaticAnswers } from './automatic-answers.service.ts';
import type { Became, ReadMessage } from './becoming.ts';
import { isStale, STALE } from './freshness.ts';
import { InboundMessage } from './inbound-message.entity.ts';
import { labelIn } from './label.ts';

interface Contact {
  id: string;
  email: string;
  operator_id: string;
}

const LONGEST_SUMMARY = 200;

/** Reports that come by mail: an operator's where its contact signed, and else like those of anybody without an account. */
@Injectable()
export class ReportsByMail {
  constructor(
    private readonly intake: Intake,
    private readonly publicIntake: PublicIntake,
    private readonly answers: AutomaticAnswers,
  ) {}

  async take(tx: Tx, read: ReadMessage): Promise<Became | null> {
    const { message, reading } = read;
    if (message.mailbox !== 'report') return null;
    if (reading.automatic !== null)
      return { outcome: 'automatic', outcomeWhy: 'A program sent it, and programs report by the API.' };
    if (reading.verdicts.encrypted.state === 'unreadable') return this.answers.tellUnread(tx, read);
    const contact = await reportingContact(tx, read);
    return contact === null ? this.takeFromAnybody(tx, read) : this.takeFrom(tx, read, contact);
  }

  private async takeFrom(tx: Tx, read: ReadMessage, contact: Contact): Promise<Became> {
    const { message, reading } = read;
    const { digest = '', signedAt = null } = reading.verdicts.signer ?? {};
    if (signedAt === null || isStale(signedAt, message.receivedAt))
      return {
        outcome: 'refused',
        outcomeWhy: `${STALE} It may be a report that was sent to somebody else then.`,
      };
    if ((await tx.getRepository(InboundMessage).findOneBy({ spentSignature: digest })) !== null)
      return { outcome: 'refused', outcomeWhy: 'The same signature came before: it counts once.' };
    const report = await this.intake.takeByMail(tx, {
      submission: submissionOf(read),
      received: await rawOf(tx, message.id),
      operatorId: contact.operator_id,
      actor: { kind: 'contact', id: contact.id, name: contact.email },
    });
    await this.answers.receipt(tx, contact.email, receiptOf(report));
    return {
      outcome: 'report',
      outcomeWhy: `${report.number}, signed by the key of ${contact.email}`,
      reportId: report.id,
      operatorId: contact.operator_id,
      spentSignature: digest,
    };
  }

  /** Its sender gets a link, and who opens that reads the mail of the address: only then it is a report. */
  private async takeFromAnybody(tx: Tx, read: ReadMessage): Promise<Became> {
    const { message, reading } = read;
    const email = answerableOf(read);
    if (email === null)
      return {
        outcome: 'kept',
        outcomeWhy: 'It may be a report, and there is no address that could be proven by mail.',
      };
    if (!(await this.answers.mayAnswer(tx, email)))
      return {
        outcome: 'kept',
        outcomeWhy: 'It may be a report; its sender was mailed a link within this hour already.',
      };
    const { number, id } = await this.publicIntake.takeByMail(tx, {
      submission: { ...submissionOf(read), reporter: { name: nameOf(reading.from, email), email } },
      received: await rawOf(tx, message.id),
      from: undefined,
    });
    return {
      outcome: 'report_to_prove',
      outcomeWhy: `${number}: its sender was mailed a link.`,
      publicReportId: id,
    };
  }
}

/** Whoever signed all of it with a key of the directory and is who it says it is from. */
async function reportingContact(tx: Tx, { reading }: ReadMessage): Promise<Contact | null> {
  const { signed, sender, signer } = reading.verdicts;
  if (signed.state !== 'good' || sender.state !== 'matches') return null;
  const rows = await tx.query<Contact[]>(
    `SELECT id, email, operator_id FROM contacts
      WHERE id = ANY($1::uuid[]) AND key_fingerprint = $2 AND lower(email) = $3 AND removed_at IS NULL ORDER BY operator_id`,
    [sender.owners, signer?.fingerprint ?? '', sender.address],
  );
  // One mailbox may serve several operators, and then nobody knows for which of them it speaks: the first one's people do.
  return rows[0] ?? null;
}

async function rawOf(tx: Tx, id: string): Promise<Buffer> {
  const { raw } = await tx
    .getRepository(InboundMessage)
    .findOneOrFail({ where: { id }, select: { id: true, raw: true } });
  return raw;
}

function submissionOf({ reading }: ReadMessage): ReportSubmission {
  const subject = reading.subject.replace(/^((re|fwd?):\s*)+/i, '').trim();
  const summary = (subject === '' ? (reading.text.trim().split('\n', 1)[0] ?? '') : subject)
    .slice(0, LONGEST_SUMMARY)
    .toWellFormed()
    .trim();
  const read = reportSubmission.safeParse({
    summary: summary === '' ? 'A report by mail without a subject' : summary,
    description: Buffer.from(reading.text).subarray(0, 60_000).toString().replaceAll('\ufffd', ''),
    tlp: labelIn(reading),
  });
  // What a field refuses (a letter that may not stand in one line) is in the bytes all the same.
  return read.data ?? reportSubmission.parse({ summary: 'A report by mail: see its bytes', tlp: 'AMBER' });
}

const nameOf = (from: string, email: string): string => {
  const name = (from.split('<')[0] ?? '').replaceAll('"', '').trim().slice(0, 100).toWellFormed();
  return name === '' ? email.slice(0, 100) : name;
};

const receiptOf = ({ number, sha256, receivedAt }: Report) => ({
  reportNumber: number,
  sha256,
  receivedAt: `${receivedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
});
