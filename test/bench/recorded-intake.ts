import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '#config/config';
import type { Principal } from '#libs/access';
import { reportSubmission } from '#libs/contracts';
import { Intake } from '#libs/incidents';
import { openForCommand } from '../../apps/server/service.ts';
import { reportBody } from './load.ts';

interface Statement {
  /** The connection it went over. */
  over: unknown;
  text: string;
  values: unknown[];
}

type Query = (this: unknown, ...given: unknown[]) => unknown;

/** The transaction of one intake, as the service itself ran it: what is replayed bare is what the service runs today. */
export class RecordedIntake {
  private count = 0;

  private constructor(
    private readonly statements: readonly Statement[],
    private readonly id: string,
    private readonly number: string,
  ) {}

  /** Files one report in this process and listens to what goes to the database. */
  static async record(
    env: Record<string, string>,
    principal: Principal,
    tld: string,
  ): Promise<RecordedIntake> {
    const service = await openForCommand(readConfig(env));
    const client = pg.Client.prototype as unknown as { query: Query };
    const original = client.query;
    const heard: Statement[] = [];
    try {
      client.query = function query(...given) {
        const [text, values] = given;
        if (typeof text === 'string')
          heard.push({ over: this, text, values: Array.isArray(values) ? (values as unknown[]) : [] });
        return original.apply(this, given);
      };
      const body = reportBody(tld);
      const submission = reportSubmission.parse(JSON.parse(body));
      let report = { id: '', number: '' };
      await service.app
        .get(Intake)
        .submit(principal, { submission, received: Buffer.from(body), channel: 'api' }, (filed) => {
          report = filed;
          return { status: 201, answer: null };
        });
      return new RecordedIntake(transactionOf(heard), report.id, report.number);
    } finally {
      client.query = original;
      await service.stop();
    }
  }

  /** What it consists of, for the reader of a figure. */
  get words(): string[] {
    return this.statements.map(({ text }) => text.trim().split(/\s+/).slice(0, 4).join(' '));
  }

  /** Runs it again for a report of another id and number. */
  async replay(client: pg.Client): Promise<void> {
    this.count += 1;
    const id = randomUUID();
    const number = `bare-${process.pid}-${this.count}`;
    const fresh = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(fresh);
      // Also in the midst of JSON.
      return typeof value === 'string'
        ? value.replaceAll(this.id, id).replaceAll(this.number, number)
        : value;
    };
    for (const { text, values } of this.statements) await client.query(text, values.map(fresh));
  }
}

function transactionOf(heard: readonly Statement[]): Statement[] {
  const begin = heard.find(({ text }) => /^(START TRANSACTION|BEGIN)/i.test(text));
  const own = heard.filter(({ over }) => over === begin?.over);
  const from = own.findIndex((statement) => statement === begin);
  const to = own.findIndex(({ text }, at) => at > from && /^COMMIT/i.test(text));
  if (from < 0 || to < 0) throw new Error('no transaction was heard');
  return own.slice(from, to + 1);
}
