import type { IncidentRelation } from '#libs/contracts';
import type { Tx } from '#libs/database';
import type { Incident } from './incident.entity.ts';

/**
 * Incidents that people joined to this one or parted from it, by id; merges as they stand, splits as the record tells of
 * them. Who was parted and merged again is merged.
 */
export async function linkedIncidents(
  reader: Tx,
  { id, mergedIntoId }: Incident,
): Promise<Map<string, IncidentRelation>> {
  const rows = await reader.query<{ id: string; relation: IncidentRelation }[]>(
    `SELECT (data->>'splitFrom')::uuid AS id, 'split_from' AS relation FROM timeline_entries
      WHERE stream_id = $1 AND type = 'incident.opened' AND data ? 'splitFrom'
     UNION ALL SELECT (data->>'into')::uuid, 'split_into' FROM timeline_entries
      WHERE stream_id = $1 AND type = 'incident.split' AND data->>'into' IS NOT NULL
     UNION ALL SELECT id, 'merged_here' FROM incidents WHERE merged_into_id = $1
     UNION ALL SELECT $2::uuid, 'merged_into' WHERE $2::uuid IS NOT NULL`,
    [id, mergedIntoId],
  );
  return new Map(rows.map((row) => [row.id, row.relation]));
}
