import type { Tx } from '#libs/database';
import type { RecordEntry, RecordFault } from '../record.ts';
import { verifyStream } from '../record.ts';

/** Streams by their ids, above `after` and up to `upTo`; null: no end there. */
export interface Stretch {
  after: string | null;
  upTo: string | null;
}

export const EVERYTHING: Stretch = { after: null, upTo: null };

/** What was looked at, and what is wrong with it. */
export interface Looked {
  faults: RecordFault[];
  streams: number;
  entries: number;
}

/** Few enough to be dropped before they are carried on as what stays. */
const PAGE = 1_000;
/** s; what was written so long before the newest that is sealed has its place in the log. */
const SEALED_BY_THEN = 60;

/** An entry beside what was sealed of it; one of the two may be gone. Hashes in hex. */
type Row = { [Field in keyof RecordEntry]: RecordEntry[Field] | null } & {
  streamId: string;
  index: number;
  count: number | null;
  lastHash: string | null;
  sealedHash: string | null;
  isLate: boolean;
  isWritten: boolean;
};

/** As `toRecordEntry` writes it; here the database does, whose process has less to do. */
const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const hex = (column: string) => `encode(${column}, 'hex')`;

/** What no hash is made of: parts of a millisecond, years before the first, and what the first version of an entry does not tell. */
const asItIsWritten = `
  ${['at', 'until', 'observed_at', 'recorded_at']
    .map(
      (time) =>
        `COALESCE(e.${time} = date_trunc('milliseconds', e.${time}) AND e.${time} >= '0001-01-01Z', true)`,
    )
    .join(' AND ')}
  AND (e.version = 2 OR e.version = 1 AND e.until IS NULL AND NOT e.uncertain AND e.observed_at IS NULL AND e.shared = '[]')`;

const within = '($1::uuid IS NULL OR stream_id > $1) AND ($2::uuid IS NULL OR stream_id <= $2)';

const ROWS = `
  SELECT stream_id AS "streamId", index, e.version, e.stream, ${instant('e.at')} AS at, ${instant('e.until')} AS until, e.uncertain,
         ${instant('e.observed_at')} AS "observedAt", ${instant('e.recorded_at')} AS "recordedAt", e.actor, e.type, e.data, e.shared,
         ${hex('e.salt')} AS salt, ${hex('e.prev_hash')} AS prev, ${hex('e.leaf_hash')} AS "leafHash", ${hex('l.leaf_hash')} AS "sealedHash",
         h.next_index AS count, ${hex('h.last_hash')} AS "lastHash", COALESCE(e.recorded_at < sealed.at, false) AS "isLate", (${asItIsWritten}) AS "isWritten"
    FROM (SELECT * FROM timeline_entries WHERE ${within}) AS e
    FULL JOIN (SELECT * FROM record_leaves WHERE ${within}) AS l USING (stream_id, index)
    LEFT JOIN timeline_heads h USING (stream_id)
   CROSS JOIN (SELECT (SELECT recorded_at FROM record_leaves JOIN timeline_entries USING (stream_id, index) ORDER BY log_index DESC LIMIT 1)
                      - make_interval(secs => ${SEALED_BY_THEN}) AS at) AS sealed
   ORDER BY stream_id, index`;

/** Each stream of the stretch by itself, and each of its entries against what was sealed of it. Changes nothing. */
export async function lookAlong(tx: Tx, { after, upTo }: Stretch): Promise<Looked> {
  const looked: Looked = { faults: [], streams: 0, entries: 0 };
  let open: Row[] = [];
  const finish = () => {
    if (open.length === 0) return;
    looked.streams += 1;
    looked.faults.push(...streamFaults(open));
    open = [];
  };
  await tx.query(`DECLARE stretch NO SCROLL CURSOR FOR ${ROWS}`, [after, upTo]);
  const fetch = async () => tx.query<Row[]>(`FETCH ${PAGE} FROM stretch`);
  for (let next = fetch(); ;) {
    const rows = await next;
    if (rows.length === 0) break;
    // The database goes on while these are looked at.
    next = fetch();
    for (const row of rows) {
      if (open[0]?.streamId !== row.streamId) finish();
      open.push(row);
      if (row.leafHash !== null) looked.entries += 1;
    }
  }
  finish();
  await tx.query('CLOSE stretch');
  return looked;
}

function streamFaults(rows: readonly Row[]): RecordFault[] {
  const [first] = rows;
  if (first === undefined) return [];
  const entries = rows.filter(isEntry);
  const { streamId, count, lastHash } = first;
  const stream = entries[0]?.stream ?? 'incident';
  return [
    ...verifyStream({ stream, streamId, count: count ?? 0, lastHash, entries }),
    ...rows.flatMap(sealFaults),
    ...entries.filter(({ isWritten }) => !isWritten).map(notAsWritten),
  ];
}

const notAsWritten = ({ streamId, index }: Row & RecordEntry): RecordFault => ({
  streamId,
  index,
  message: 'says what its hash is not made of: it was edited',
});

const isEntry = (row: Row): row is Row & RecordEntry => row.leafHash !== null;

function sealFaults({ streamId, index, leafHash, sealedHash, isLate }: Row): RecordFault[] {
  if (leafHash === null) return [{ streamId, index, message: 'was removed after it was sealed' }];
  if (sealedHash === null)
    return isLate ? [{ streamId, index, message: 'has no place in the log, although later ones have' }] : [];
  return leafHash === sealedHash ? [] : [{ streamId, index, message: 'is not the entry that was sealed' }];
}
