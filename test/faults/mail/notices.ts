import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpCaller } from '../../harness/http-caller.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import type { Told } from './people.ts';

/** Stands in every notice: whoever reads it on the way reads what is not theirs. */
export const MARK = 'The word of the day is albatross.';

export interface Accepted {
  id: string;
  deliveries: number;
}

/** A responder who opens incidents, urgent ones and others, and tells some operators of each. */
export class Notices {
  readonly accepted: Accepted[] = [];
  /** Answers that nobody should get. */
  readonly strange: string[] = [];

  constructor(
    private readonly caller: HttpCaller,
    private readonly token: string,
    private readonly operators: readonly Told[],
    private readonly random: Random,
  ) {}

  async tellUntil(isOver: () => boolean): Promise<void> {
    const incidents: string[] = [];
    while (!isOver()) {
      if (incidents.length < 10) await this.open(incidents);
      const incident = incidents[between(this.random, 0, incidents.length)];
      if (incident !== undefined) await this.tell(incident);
      await sleep(between(this.random, 200, 700));
    }
  }

  private async open(incidents: string[]): Promise<void> {
    const { tld = '' } = this.operators[incidents.length * 5] ?? {};
    const filed = await this.post('reports', {
      summary: `Answers of .${tld} are wrong`,
      severity: incidents.length % 2 === 0 ? 'high' : 'low',
      resources: [{ type: 'tld', value: tld }],
    });
    const { id } = filed as { id: string };
    for (let tries = 0; tries < 100; tries += 1) {
      const { text } = await this.caller.call('GET', `reports/${id}`, this.token);
      const { incidentId } = JSON.parse(text) as { incidentId: string | null };
      if (incidentId !== null) {
        incidents.push(incidentId);
        return;
      }
      await sleep(100);
    }
    this.strange.push(`report ${id} was not triaged`);
  }

  private async tell(incident: string): Promise<void> {
    const first = between(this.random, 0, this.operators.length - 5);
    const told = await this.post(`incidents/${incident}/notifications`, {
      template: 'update',
      audience: { operators: this.operators.slice(first, first + 5).map(({ slug }) => slug) },
      body: MARK,
    });
    const { id, deliveries } = told as { id: string; deliveries: unknown[] };
    this.accepted.push({ id, deliveries: deliveries.length });
  }

  private async post(path: string, body: object): Promise<unknown> {
    const answer = await this.caller.call('POST', path, this.token, JSON.stringify(body));
    if (answer.status === 201) return JSON.parse(answer.text);
    this.strange.push(`POST ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    throw new Error(this.strange.at(-1));
  }
}
