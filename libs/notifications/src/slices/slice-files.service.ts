import { Injectable } from '@nestjs/common';
import { Groups, Transactions } from '#libs/database';
import { Cases, provableToOperator } from '#libs/incidents';
import type { ReadRecord } from '#libs/incidents';
import type { MailFile } from '#libs/mail';
import { RecordExports } from '#libs/timeline';
import { sliceFileName } from './record-slice.ts';

/** Bytes; relays take mails of ten million, and a file is a third longer in one. */
const LARGEST = 5_000_000;

interface Wanted {
  operatorId: string;
  incidentId: string;
}

/** Makes the files that operators are mailed: what of the record is theirs, with its proofs. */
@Injectable()
export class SliceFiles {
  /** The record of a large incident is long, and read once for all files that are made together. */
  private readonly files = new Groups<Wanted, MailFile | null>((wanted) => this.make(wanted));

  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly exports: RecordExports,
  ) {}

  /**
   * The same that the operator gets from `GET incidents/{id}/record`, under the id and number that it knows.
   * @returns null where it is too large for a mail
   * @throws IncidentFault `incident.not_found` where the operator is not shown the incident, or not any more
   */
  async fileOf(operatorId: string, incidentId: string): Promise<MailFile | null> {
    return this.files.add({ operatorId, incidentId });
  }

  private async make(wanted: Wanted[]): Promise<(MailFile | null)[]> {
    const read = this.cases.readOnceFor(wanted.map(({ operatorId }) => operatorId));
    return Promise.all(wanted.map((one) => this.makeOne(one, read)));
  }

  private async makeOne({ operatorId, incidentId }: Wanted, read: ReadRecord): Promise<MailFile | null> {
    const knownId = await this.cases.knownIdOf(this.transactions.reader, operatorId, incidentId);
    const own = await this.cases.find(operatorId, knownId ?? incidentId);
    const slice = await this.exports.sliceOf(
      {
        kind: 'incident',
        id: own.id,
        number: own.number,
        ...(own.incident.exercise ? { exercise: true as const } : {}),
      },
      operatorId,
      provableToOperator(own, await this.cases.recordOf(own, read)),
    );
    const content = `${JSON.stringify(slice, null, 2)}\n`;
    return Buffer.byteLength(content) > LARGEST
      ? null
      : { name: sliceFileName(own.number), type: 'application/json', content };
  }
}
