import type { MeteredService, TimelineActor } from '#libs/contracts';
import type { Tx } from '#libs/database';

/** An outage as somebody noted it in an incident, be it corrected since or not. */
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
  inForce: boolean;
}

/** All that was said of outages in an incident, the newest word first. */
export const outagesOf = (reader: Tx, incidentId: string): Promise<NotedOutage[]> =>
  reader.query<NotedOutage[]>(
    `SELECT s.id, s.tld, s.service, s.from_at AS "fromAt", s.until_at AS "untilAt", s.maintenance, s.reason,
            s.learned_at AS "learnedAt", s.noted_by AS "notedBy", s.noted_at AS "notedAt", s.corrects,
            NOT EXISTS (SELECT 1 FROM service_outages c WHERE c.corrects = s.id) AS "inForce"
       FROM service_outages s WHERE s.incident_id = $1 ORDER BY s.noted_at DESC, s.id DESC`,
    [incidentId],
  );
