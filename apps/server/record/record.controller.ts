import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { CheckpointView, ConsistencyProofView, InclusionProofView, LeavesView } from '#libs/contracts';
import { RecordLog, textOfKey, Witnesses } from '#libs/timeline';
import { Caller, Requires } from '../http/access.guard.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { invalid, readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { consistencyView, inclusionView } from './record-views.ts';

const COUNT = 'must be a whole number, from 0';
const count = z.coerce.number({ error: COUNT }).int(COUNT).min(0, COUNT).max(Number.MAX_SAFE_INTEGER, COUNT);
const PAGE = 'must be a number from 1 to 1000';
const leavesQuery = z.strictObject({
  from: count.default(0).describe('Place of the first leaf.'),
  limit: z.coerce.number({ error: PAGE }).int(PAGE).min(1, PAGE).max(1_000, PAGE).default(50),
});
const proofQuery = z.strictObject({
  index: count.optional().describe('Of a leaf: that it is in the log.'),
  leafHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be a SHA-256 in hex')
    .optional()
    .describe('The same, by its hash.'),
  size: count.optional().describe('The tree in which the leaf is proven; the newest when absent.'),
  from: count.optional().describe('Size of an earlier tree: that the later one continues it.'),
  to: count.optional().describe('Size of the later tree; the newest when absent.'),
});

const cosignatureBody = z.strictObject({
  size: z.int().min(0).describe('Of the head that was signed.'),
  line: z
    .string()
    .min(1)
    .max(500)
    .describe('The signature as it stands under the head (C2SP tlog-cosignature).'),
});

/** The log over all entries of the record (RFC 6962). Hashes tell nothing, so whoever signs in may have them all. */
@ApiTags('record')
@Controller('api/v1/record')
export class RecordController {
  constructor(
    private readonly log: RecordLog,
    private readonly witnesses: Witnesses,
  ) {}

  /** The head of the log as it was signed last. Keep one: with it you find out whatever is rewritten later. */
  @Get('checkpoint')
  @Requires('record.read')
  async checkpoint(): Promise<CheckpointView> {
    const { size, root, note, signedAt } = await this.log.head();
    const [key, vouchers, keys, cosignatures, lastWitnessedSize] = await Promise.all([
      this.log.keyOf(note),
      this.log.vouchers(),
      this.witnesses.keys(),
      this.witnesses.under(size),
      this.witnesses.lastSize(),
    ]);
    return {
      origin: key.name,
      size,
      root: root.toString('hex'),
      signedAt: signedAt.toISOString(),
      note: note + cosignatures.map(({ line }) => line).join(''),
      key: textOfKey(key),
      vouchers: vouchers.map(({ by, next, ...rest }) => ({
        by: textOfKey(by),
        key: textOfKey(next),
        ...rest,
      })),
      witnesses: keys.map((one) => ({ name: one.name, key: textOfKey(one) })),
      cosignatures: cosignatures.map(({ witness, witnessedAt }) => ({
        witness,
        at: witnessedAt.toISOString(),
      })),
      lastWitnessedSize,
    };
  }

  /** A witness hands in that it has seen a head. Taken where the signature is of a witness that is known here. */
  @Post('cosignatures')
  @HttpCode(201)
  @Requires('record.cosign')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(cosignatureBody) })
  async cosign(@Body() body: unknown): Promise<{ size: number; witness: string; at: string }> {
    const { size, line } = readBy(cosignatureBody, body);
    const { witness, witnessedAt } = await this.witnesses.add(size, line);
    return { size, witness, at: witnessedAt.toISOString() };
  }

  /** The leaves in their order. Which entries they are is told to the CERT's own people alone. */
  @Get('entries')
  @Requires('record.read')
  @QueryOf(leavesQuery)
  async leaves(@Caller() caller: Principal, @Query() query: unknown): Promise<LeavesView> {
    const { from, limit } = readBy(leavesQuery, query);
    const { size } = await this.log.head();
    const leaves = await this.log.leaves(from, Math.max(0, Math.min(limit, size - from)));
    const { all } = sightOf(caller);
    const next = from + leaves.length;
    return {
      items: leaves.map(({ logIndex, leafHash, streamId, index }) => ({
        index: logIndex,
        leafHash: leafHash.toString('hex'),
        entry: all ? { streamId, index } : null,
      })),
      next: leaves.length > 0 && next < size ? next : null,
      size,
    };
  }

  /** That a leaf is in the log (`index` or `leafHash`), or that a later tree continues an earlier one (`from`). */
  @Get('proof')
  @Requires('record.read')
  @QueryOf(proofQuery)
  async proof(@Query() query: unknown): Promise<InclusionProofView | ConsistencyProofView> {
    const { index, leafHash, size, from, to } = readBy(proofQuery, query);
    const asked = [index, leafHash, from].filter((each) => each !== undefined);
    if (asked.length !== 1)
      throw invalid([{ pointer: '', message: 'asks for one thing: index, leafHash or from' }]);
    if (from !== undefined) {
      if (size !== undefined) throw invalid([{ pointer: '/size', message: 'goes with index and leafHash' }]);
      return consistencyView(await this.log.consistency(from, to));
    }
    if (to !== undefined) throw invalid([{ pointer: '/to', message: 'goes with from' }]);
    const place = index ?? (await this.log.leafOfHash(Buffer.from(leafHash ?? '', 'hex'))).logIndex;
    return inclusionView(await this.log.inclusion(place, size));
  }
}
