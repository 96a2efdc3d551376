import type { MeteredService, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';

/** An outage as somebody noted it in an incident, be it corrected or withdrawn since or not. */
export interface NotedOutage {
  id: string;
  tld: string;
  service: MeteredService;
  fromAt: Date;
  /** Null: it goes on. */
  untilAt: Date | null;
  maintenance: boolean;
  reason: string;
  learnedAt: Date;
  notedBy: TimelineActor;
  notedAt: Date;
  corrects: string | null;
  /** It says that what it corrects never was. */
  withdrawn: boolean;
  inForce: boolean;
}

/** In SQL: the last word of its chain, which is not that it never was. @param alias of `service_outages` */
export const inForce = (alias: string): string =>
  `(NOT ${alias}.withdrawn AND NOT EXISTS (SELECT 1 FROM service_outages later WHERE later.corrects = ${alias}.id))`;

/** All that was said of outages in an incident, the newest word first. */
export const outagesOf = (reader: Tx, incidentId: string): Promise<NotedOutage[]> =>
  reader.query<NotedOutage[]>(
    `SELECT s.id, s.tld, s.service, s.from_at AS "fromAt", s.until_at AS "untilAt", s.maintenance, s.reason,
            s.learned_at AS "learnedAt", s.noted_by AS "notedBy", s.noted_at AS "notedAt", s.corrects, s.withdrawn,
            ${inForce('s')} AS "inForce"
       FROM service_outages s WHERE s.incident_id = $1 ORDER BY s.noted_at DESC, s.id DESC`,
    [incidentId],
  );
