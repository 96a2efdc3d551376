import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer, HttpCaller } from '../harness/http-caller.ts';
import type { Registry } from '../harness/installation.ts';
import { between } from './random.ts';
import type { Random } from './random.ts';
import type { AcceptedReport, Told } from './told.ts';

/** ms; whoever gets no answer for so long has lost the service for good. */
const PATIENCE = 180_000;
/** One in so many reports is sent once more after its 201. */
const REPEATED = 8;

/** A client that files reports of outages, each under an Idempotency-Key, and does not give up until it has an answer. */
export class Reporter {
  private filed = 0;

  constructor(
    private readonly name: string,
    private readonly caller: HttpCaller,
    private readonly registries: readonly Registry[],
    private readonly told: Told,
    private readonly random: Random,
  ) {}

  async fileUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.fileOne();
      await sleep(between(this.random, 100, 500));
    }
  }

  /** An event is a TLD that fails; a few registries report each. */
  private async fileOne(): Promise<void> {
    this.filed += 1;
    const reporter = this.pick();
    const owner = this.pick();
    const event = owner.tlds[between(this.random, 0, owner.tlds.length)] ?? '';
    const key = `${this.name}-${this.filed}`;
    const body = JSON.stringify({
      ...whatHappens(event),
      description: `Seen by ${reporter.slug}, report ${key}.`,
      ongoing: true,
      resources: [{ type: 'tld', value: event }],
    });
    const accepted = await this.fileUntilAnswered(reporter, key, body, event);
    if (accepted === null) return;
    this.told.reports.push(accepted);
    if (this.filed % REPEATED !== 0) return;
    const again = await this.fileUntilAnswered(reporter, key, body, event);
    if (again !== null && again.id !== accepted.id)
      this.told.strange.push(`key ${key} made the reports ${accepted.id} and ${again.id}`);
  }

  private async fileUntilAnswered(
    reporter: Registry,
    key: string,
    body: string,
    event: string,
  ): Promise<AcceptedReport | null> {
    const end = performance.now() + PATIENCE;
    for (let tries = 1; performance.now() < end; tries += 1) {
      const answer = await this.ask(reporter, key, body);
      if (answer?.status === 201) {
        const { id, receipt } = JSON.parse(answer.text) as { id: string; receipt: { sha256: string } };
        if (receipt.sha256 !== createHash('sha256').update(body).digest('hex'))
          this.told.strange.push(`the receipt of ${key} is not the digest of what was sent`);
        return { key, id, sha256: receipt.sha256, event, reporter: reporter.user, tries };
      }
      if (answer !== null && !isWorthAnotherTry(answer)) {
        this.told.strange.push(`POST reports answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      }
      if (answer?.status === 503) this.told.away += 1;
      await sleep(between(this.random, 50, 250));
    }
    this.told.strange.push(`no answer to ${key} within ${PATIENCE} ms`);
    return null;
  }

  private async ask(reporter: Registry, key: string, body: string): Promise<HttpAnswer | null> {
    try {
      return await this.caller.call('POST', 'reports', reporter.token, body, { 'idempotency-key': key });
    } catch {
      this.told.unanswered += 1;
      return null;
    }
  }

  private pick(): Registry {
    const picked = this.registries[between(this.random, 0, this.registries.length)];
    if (picked === undefined) throw new Error('there are no registries');
    return picked;
  }
}

/** All reports of one event speak of the same thing; one event in four is an emergency, whose operators are told without a hand. */
function whatHappens(event: string): { summary: string; kind: string; severity: string } {
  return /[048]x$/.test(event)
    ? { summary: `No name server of .${event} answers`, kind: 'authoritative-outage', severity: 'critical' }
    : { summary: `WHOIS of .${event} is slow`, kind: 'rdds-outage', severity: 'low' };
}

/** 409: the same key's first request still runs, in a process that may have been killed. */
const isWorthAnotherTry = ({ status }: HttpAnswer) => status === 503 || status === 409;
