import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { DutyRota } from '../rota/rota.service.ts';
import { onDuty } from '../rota/turns.ts';
import { leads, pageable } from './people.ts';
import type { Pageable } from './people.ts';

/** Whom of ours somebody wakes. */
export interface OurPeople {
  /** Where nobody is on duty, the leads. */
  onDuty: Pageable[];
  leads: Pageable[];
  /** Of the rota; UTC where there is none. */
  zone: string;
}

/** Who is told when something is wrong. */
@Injectable()
export class DutyPeople {
  constructor(private readonly rota: DutyRota) {}

  async now(tx: Tx): Promise<OurPeople> {
    const { rota, overrides, now } = await this.rota.inForce(tx);
    const shift = onDuty(rota, overrides, now);
    const leading = await leads(tx);
    const turn = shift === null ? [] : await pageable(tx, [shift.userId]);
    return { onDuty: turn.length > 0 ? turn : leading, leads: leading, zone: rota?.zone ?? 'UTC' };
  }
}
