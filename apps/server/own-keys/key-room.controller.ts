import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type {
  ContactKeyCountsView,
  ContactKeyView,
  EncryptionAnswerView,
  KeyAnswerView,
  OwnKeyView,
  PageView,
  ReadAnswer,
} from '#libs/contracts';
import { CONTACT_KEY_STATES, singleLine } from '#libs/contracts';
import { Clock, Transactions } from '#libs/database';
import { partFingerprints, partsOfKey } from '#libs/mail';
import { ContactKeys, encryptionAnswer, isNamed, OperatorsFault, placeOf } from '#libs/operators';
import { Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { keyPartView, ownKeyView } from './own-key-view.ts';
import type { PublishedParts } from './own-key-view.ts';
import { namedPageOf, nameCursor, pageQuery } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: nameCursor,
  state: z.enum(CONTACT_KEY_STATES).optional(),
  q: singleLine(1, 100).optional().describe('In an address, an operator or a fingerprint.'),
});

/** Our own key and those of contacts, for the CERT's own people. It shows public halves alone: no web process has another. */
@ApiTags('key room')
@Controller('api/v1/key-room')
export class KeyRoomController {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly contactKeys: ContactKeys,
  ) {}

  @Get('own')
  @Requires('key_room.read')
  async own(): Promise<OwnKeyView> {
    const now = await this.clock.now();
    const { newest, earlier } = await this.published(now);
    if (newest === null) throw new OperatorsFault('key.not_found', 'No key of ours has been published yet.');
    return ownKeyView(newest, earlier, now);
  }

  @Get('contacts')
  @Requires('key_room.read')
  @QueryOf(listQuery)
  async contacts(@Query() query: unknown): Promise<PageView<ContactKeyView>> {
    const { state, q, ...page } = readBy(listQuery, query);
    return namedPageOf(
      page,
      (limit, after) => this.contactKeys.page({ state, q }, limit, after),
      placeOf,
      (contact) => contact,
    );
  }

  @Get('contacts/counts')
  @Requires('key_room.read')
  async counts(): Promise<ContactKeyCountsView> {
    return this.contactKeys.counts();
  }

  /** Why can we not encrypt to this contact? */
  @Get('contacts/:id/encryption')
  @Requires('key_room.read')
  async encryption(@Param('id') id: string): Promise<EncryptionAnswerView> {
    return encryptionAnswer(await this.contactKeys.one(readId(id)));
  }

  /** Why can we not read this? By the key id that a message names. */
  @Get('ids/:id')
  @Requires('key_room.read')
  @ApiParam({ name: 'id', description: 'Key id (16 hex digits) or fingerprint (40 or 64).' })
  async byId(@Param('id') id: string): Promise<KeyAnswerView> {
    if (!/^([0-9a-f]{16}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(id))
      throw new OperatorsFault('key.not_found', 'A key is asked for by 16, 40 or 64 hex digits.');
    const asked = id.toUpperCase();
    const now = await this.clock.now();
    const { newest, earlier } = await this.published(now);
    const part = newest?.parts.find(({ fingerprint }) => isNamed(fingerprint, asked));
    const contacts = await this.contactKeys.holdersOf(asked);
    const read = readAnswer(
      part !== undefined,
      earlier.some(({ parts }) => parts.some((fingerprint) => isNamed(fingerprint, asked))),
      contacts.length > 0,
    );
    return {
      asked,
      read,
      nextStep: STEPS[read],
      ownPart: newest === null || part === undefined ? null : keyPartView(newest, part, now),
      ownFingerprint: newest?.fingerprint ?? null,
      contacts,
    };
  }

  private async published(now: Date): Promise<{ newest: PublishedParts | null; earlier: Earlier[] }> {
    const [first, ...others] = await this.transactions.reader.query<
      { fingerprint: string; armored: string; publishedAt: Date }[]
    >(
      'SELECT fingerprint, armored, published_at AS "publishedAt" FROM published_keys ORDER BY published_at DESC, fingerprint',
    );
    const newest =
      first === undefined
        ? null
        : { ...(await partsOfKey(first.armored, now)), publishedAt: first.publishedAt };
    return {
      newest,
      earlier: others.map(({ fingerprint, armored, publishedAt }) => ({
        fingerprint,
        publishedAt,
        parts: partFingerprints(armored),
      })),
    };
  }
}

interface Earlier {
  fingerprint: string;
  publishedAt: Date;
  parts: string[];
}

function readAnswer(isOurs: boolean, isOursEarlier: boolean, isOfAContact: boolean): ReadAnswer {
  if (isOurs) return 'ours';
  if (isOursEarlier) return 'ours_earlier';
  return isOfAContact ? 'of_a_contact' : 'unknown';
}

const STEPS = {
  ours: null,
  ours_earlier: 'bring_back_files',
  of_a_contact: 'ask_to_send_again',
  unknown: 'ask_to_send_again',
} as const;
