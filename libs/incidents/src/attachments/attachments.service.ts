import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '#libs/access';
import { actorOf, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
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
    @Inject(ATTACHMENT_STORE) private readonly store: AttachmentStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.store.tidy();
  }

  /** Before megabytes are taken in for nothing. @throws IncidentFault `incident.not_found`, `attachment.too_many` */
  async assertMayAdd(principal: Principal, incidentId: string): Promise<void> {
    await this.incidents.find(principal, incidentId);
    await assertRoom(this.transactions.reader, principal, incidentId);
  }

  /** @throws IncidentFault `incident.not_found`, `attachment.too_many`, `attachment.no_room` */
  async add(principal: Principal, incidentId: string, name: string, received: Received): Promise<Attachment> {
    const id = uuidv7();
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
    return this.transactions.reader.getRepository(Attachment).findOneByOrFail({ id });
  }

  /** Those that a principal sees, of an incident that it sees, the oldest first. */
  async of(principal: Principal, incidentId: string): Promise<Attachment[]> {
    await this.incidents.find(principal, incidentId);
    const found = await this.transactions.reader
      .getRepository(Attachment)
      .find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } });
    return found.filter((attachment) => isVisible(principal, attachment));
  }

  /** @throws IncidentFault `attachment.not_found`, `attachment.damaged` */
  async open(principal: Principal, id: string): Promise<{ attachment: Attachment; content: Readable }> {
    const attachment = await this.transactions.reader.getRepository(Attachment).findOneBy({ id });
    if (attachment === null || !isVisible(principal, attachment)) throw notFound();
    await this.incidents.find(principal, attachment.incidentId).catch((error: unknown) => {
      throw error instanceof IncidentFault ? notFound() : error;
    });
    return { attachment, content: await this.store.open(attachment.sha256) };
  }
}

function isVisible(principal: Principal, { operatorId }: Attachment): boolean {
  const sight = sightOf(principal);
  return sight.all || (operatorId !== null && operatorId === sight.operatorId);
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
