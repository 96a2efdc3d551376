import { Injectable } from '@nestjs/common';
import { groupBy } from '#libs/contracts';
import { textOfKey } from './log/note.ts';
import { RecordLog } from './log/record-log.ts';
import { Witnesses } from './log/witnesses.ts';
import { Timeline } from './timeline.service.ts';
import { hashOfOwn, sharedContent, sharedSalt } from './leaf.ts';
import type { RecordEntry, StreamRecord } from './record.ts';
import type { ExportedLog, SliceEntry, SliceExport } from './verifier/form.ts';

const hex = (hash: Buffer) => hash.toString('hex');

/** Null for an entry from before there were two parts, and for one that was erased. */
function sharedPart({ salt, leafHash, ...content }: RecordEntry): SliceEntry | null {
  if (salt === null || content.version !== 2) return null;
  const secret = Buffer.from(salt, 'hex');
  return {
    content: sharedContent(content),
    salt: hex(sharedSalt(secret)),
    hidden: hex(hashOfOwn(content, secret)),
    leafHash,
  };
}

/** Puts the proofs beside what leaves, so that whoever gets it can check it without us. */
@Injectable()
export class RecordExports {
  constructor(
    private readonly timeline: Timeline,
    private readonly log: RecordLog,
    private readonly witnesses: Witnesses,
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

  /**
   * The parts of these entries that can be shown alone, of those that are sealed and have such a part, in the order of the log.
   * @param since as of {@link of}
   */
  async sliceOf(
    of: SliceExport['of'],
    operatorId: string | null,
    entries: readonly RecordEntry[],
    since?: number,
  ): Promise<SliceExport> {
    const places = new Map<string, ReadonlyMap<number, number>>();
    for (const [streamId, own] of groupBy(entries, (entry) => entry.streamId))
      places.set(
        streamId,
        await this.timeline.placesAt(
          streamId,
          own.map(({ index }) => index),
        ),
      );
    const shown = entries
      .flatMap((entry) => {
        const place = places.get(entry.streamId)?.get(entry.index);
        const part = place === undefined ? null : sharedPart(entry);
        return place === undefined || part === null ? [] : [{ place, part }];
      })
      .sort((a, b) => a.place - b.place);
    return {
      format: 'dns-cert-record-slice',
      version: 1,
      of,
      operator: operatorId === null ? null : { id: operatorId },
      entries: shown.map(({ part }) => part),
      log: await this.logOf(
        shown.map(({ place }) => place),
        since,
      ),
    };
  }

  /** @param places in the log, of the entries that leave; null where one is not sealed yet */
  async logOf(places: (number | null)[], since?: number): Promise<ExportedLog> {
    const [{ size, note }, witnesses] = await Promise.all([this.log.head(), this.witnesses.keys()]);
    const [key, signatures] = await Promise.all([this.log.keyOf(note), this.witnesses.under(size)]);
    const sealed = places.filter((place) => place !== null && place < size) as number[];
    const proofs = new Map(
      (await this.log.inclusions(sealed, size)).map(({ logIndex, proof }) => [
        logIndex,
        { logIndex, proof: proof.map(hex) },
      ]),
    );
    const earlier = since === undefined ? null : await this.log.consistency(since, size);
    return {
      key: textOfKey(key),
      witnesses: witnesses.map(textOfKey),
      vouchers: await this.vouchersUpTo(size),
      checkpoint: note + signatures.map(({ line }) => line).join(''),
      entries: places.map((place) => (place === null ? null : (proofs.get(place) ?? null))),
      continues:
        earlier === null
          ? null
          : { size: earlier.from.size, root: hex(earlier.from.root), proof: earlier.proof.map(hex) },
    };
  }

  private async vouchersUpTo(size: number): Promise<NonNullable<ExportedLog['vouchers']>> {
    const given = (await this.log.vouchers()).filter((voucher) => voucher.size <= size);
    return Promise.all(
      given.map(async ({ note, size: from }) => ({
        note,
        proof: (await this.log.consistency(from, size)).proof.map(hex),
      })),
    );
  }
}
