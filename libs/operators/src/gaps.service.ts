import { Injectable } from '@nestjs/common';
import type { Gap, GapCountsView } from '#libs/contracts';
import { GAPS } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { gapsIn } from './gaps/gaps.ts';
import type { FoundGap, GapGround, GroundContact, GroundOperator, GroundTld } from './gaps/ground.ts';
import { RootZones } from './root-zones.service.ts';

/** What is missing in the directory. Looked for anew each time: some 10 ms for 1,500 TLDs. */
@Injectable()
export class DirectoryGaps {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rootZones: RootZones,
  ) {}

  async counts(): Promise<GapCountsView> {
    const ground = await this.ground();
    const found = gapsIn(ground);
    const { tlds, operators, contacts } = ground;
    return {
      serial: ground.serial,
      directory: { tlds: tlds.length, operators: operators.length, contacts: contacts.length },
      counts: GAPS.map((gap) => ({ gap, count: found.filter((one) => one.gap === gap).length })),
    };
  }

  /** Those of one kind, in the order of `of`, after `after`. */
  async page(gap: Gap, limit: number, after?: string): Promise<FoundGap[]> {
    const found = gapsIn(await this.ground()).filter((one) => one.gap === gap);
    return found.filter(({ of }) => after === undefined || of > after).slice(0, limit);
  }

  /** Of one operator, reckoned from its own part of the directory alone: what another has must not show in it. */
  async ofOperator(operatorId: string): Promise<FoundGap[]> {
    return gapsIn(await this.ground(operatorId));
  }

  private async ground(operatorId?: string): Promise<GapGround & { serial: number | null }> {
    const { reader } = this.transactions;
    const only = [operatorId ?? null];
    const index = await this.rootZones.index();
    return {
      now: await this.clock.now(),
      serial: index?.serial ?? null,
      graph: index?.graph ?? null,
      tlds: await reader.query<GroundTld[]>(
        `SELECT label, unicode, operator_id AS "operatorId" FROM tlds WHERE $1::uuid IS NULL OR operator_id = $1 ORDER BY label`,
        only,
      ),
      operators: await reader.query<GroundOperator[]>(
        'SELECT id, slug, name FROM operators WHERE $1::uuid IS NULL OR id = $1 ORDER BY slug',
        only,
      ),
      contacts: await reader.query<GroundContact[]>(
        `SELECT operator_id AS "operatorId", email, key_armored IS NOT NULL AS "hasKey", key_expires_at AS "keyExpiresAt",
                undeliverable_since IS NOT NULL AS "isUndeliverable"
           FROM contacts WHERE removed_at IS NULL AND ($1::uuid IS NULL OR operator_id = $1)`,
        only,
      ),
    };
  }
}
