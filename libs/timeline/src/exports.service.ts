import { Injectable } from '@nestjs/common';
import { textOfKey } from './log/note.ts';
import { RecordLog } from './log/record-log.ts';
import { Timeline } from './timeline.service.ts';
import type { ExportedLog } from './verifier/form.ts';
import type { StreamRecord } from './record.ts';

const hex = (hash: Buffer) => hash.toString('hex');

/** Puts the proofs beside what leaves, so that whoever gets it can check it without us. */
@Injectable()
export class RecordExports {
  constructor(
    private readonly timeline: Timeline,
    private readonly log: RecordLog,
  ) {}

  /**
   * A whole stream; null when there is no such thing.
   * @param since size of an earlier head that the newest is shown to continue
   * @throws LogFault `record.no_checkpoint`, `record.no_such_size`
   */
  async of(streamId: string, since?: number): Promise<{ record: StreamRecord; log: ExportedLog } | null> {
    const record = await this.timeline.recordOf(streamId);
    if (record === null) return null;
    const places = await this.timeline.placesOf(streamId);
    return {
      record,
      log: await this.logOf(
        record.entries.map(({ index }) => places.get(index) ?? null),
        since,
      ),
    };
  }

  /** @param places in the log, of the entries that leave; null where one is not sealed yet */
  async logOf(places: (number | null)[], since?: number): Promise<ExportedLog> {
    const [{ size, note }, keys] = await Promise.all([this.log.head(), this.log.keys()]);
    const sealed = places.filter((place) => place !== null && place < size) as number[];
    const proofs = new Map(
      (await this.log.inclusions(sealed, size)).map(({ logIndex, proof }) => [
        logIndex,
        { logIndex, proof: proof.map(hex) },
      ]),
    );
    const earlier = since === undefined ? null : await this.log.consistency(since, size);
    const [key] = keys;
    if (key === undefined) throw new Error('a log that has signed has a key');
    return {
      key: textOfKey(key),
      witnesses: [],
      checkpoint: note,
      entries: places.map((place) => (place === null ? null : (proofs.get(place) ?? null))),
      continues:
        earlier === null
          ? null
          : { size: earlier.from.size, root: hex(earlier.from.root), proof: earlier.proof.map(hex) },
    };
  }
}
