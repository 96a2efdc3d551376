import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { Tlp } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Cases } from '../cases.service.ts';
import { IncidentFault } from '../faults.ts';
import { Incidents } from '../incidents.service.ts';
import { Attachment } from './attachment.entity.ts';
import { cleanFileName } from './file-name.ts';
import { ATTACHMENT_STORE } from './store.ts';
import type { AttachmentStore, Received } from './store.ts';

/** Files of one operator, or of the CERT, in one incident: nobody uses up what another needs, or learns of another's files. */
const MOST = 200;

/** Files of incidents. As with notes, an operator sees its own alone. */
@Injectable()
export class Attachments implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.store.tidy();
  }

  /** Before megabytes are taken in for nothing. @throws IncidentFault `incident.not_found`, `attachment.too_many` */
  async assertMayAdd(principal: Principal, incidentId: string): Promise<void> {
    const { id } = await this.incidents.find(principal, incidentId);
    await assertRoom(this.transactions.reader, principal, id);
  }

  /**
   * `knownId` is the incident as the principal knows it, and so stands in what is answered.
   * @throws IncidentFault `incident.not_found`, `attachment.too_many`, `attachment.no_room`
   */
  async add(principal: Principal, knownId: string, name: string, received: Received): Promise<Attachment> {
    const id = uuidv7();
    const { id: incidentId } = await this.incidents.find(principal, knownId);
    await this.incidents.annotate(principal, incidentId, async (tx, now) => {
      await assertRoom(tx, principal, incidentId);
      const { sha256, bytes } = received;
      const { userId: authorId, operatorId } = principal;
      await tx.getRepository(Attachment).insert({
        id,
        incidentId,
        authorId,
        operatorId,
        name: cleanFileName(name),
        bytes,
        sha256,
        createdAt: now,
      });
      // Bytes without a row are a waste; a row without bytes would be a loss. So they are there before the commit.
      await received.keep();
      return {
        type: 'attachment.added',
        actor: actorOf(principal),
        at: now,
        data: { attachmentId: id, operatorId, sha256: sha256.toString('hex'), bytes },
      };
    });
    const added = await this.transactions.reader.getRepository(Attachment).findOneByOrFail({ id });
    return Object.assign(added, { incidentId: knownId });
  }

  /** Those that a principal sees, of an incident that it sees, the oldest first. */
  async of(principal: Principal, incidentId: string): Promise<Attachment[]> {
    const sight = sightOf(principal);
    if (!sight.all) return this.cases.attachmentsOf(await this.cases.find(sight.operatorId, incidentId));
    await this.incidents.find(principal, incidentId);
    return this.transactions.reader
      .getRepository(Attachment)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** @throws IncidentFault `attachment.not_found`, `attachment.damaged` */
  async open(principal: Principal, id: string): Promise<{ attachment: Attachment; content: Readable }> {
    const attachment = await this.transactions.reader.getRepository(Attachment).findOneBy({ id });
    if (attachment === null || (await this.labelOf(principal, attachment)) === null) throw notFound();
    return { attachment, content: await this.store.open(attachment.sha256) };
  }

  /** Under which label a principal sees its incident; null: it sees no such attachment. */
  async labelFor(principal: Principal, id: string): Promise<Tlp | null> {
    const attachment = await this.transactions.reader.getRepository(Attachment).findOneBy({ id });
    return attachment === null ? null : this.labelOf(principal, attachment);
  }

  private async labelOf(principal: Principal, { operatorId, incidentId }: Attachment): Promise<Tlp | null> {
    const sight = sightOf(principal);
    if (sight.all) return this.incidents.labelFor(principal, incidentId);
    if (operatorId === null || operatorId !== sight.operatorId) return null;
    const knownId = await this.cases.knownIdOf(this.transactions.reader, operatorId, incidentId);
    return knownId === null ? null : this.incidents.labelFor(principal, knownId);
  }
}

const notFound = () => new IncidentFault('attachment.not_found', 'There is no such attachment.');

async function assertRoom(tx: Tx, { operatorId }: Principal, incidentId: string): Promise<void> {
  const [row] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM attachments WHERE incident_id = $1 AND operator_id IS NOT DISTINCT FROM $2`,
    [incidentId, operatorId],
  );
  if ((row?.count ?? 0) < MOST) return;
  throw new IncidentFault(
    'attachment.too_many',
    `This incident holds ${MOST} files of yours already; that is the most.`,
  );
}
