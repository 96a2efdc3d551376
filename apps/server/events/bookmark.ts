import { Inject, Injectable } from '@nestjs/common';
import type { AccessSettings } from '#libs/access';
import { ACCESS_SETTINGS } from '#libs/access';
import type { News } from '#libs/incidents';
import { oldestOpenAt, placeFrom } from '#libs/incidents';

/** s; whoever was away for longer reads everything again. */
const GOOD_FOR = 900;
const OWNER = 'events';
const DIGITS = 20;

/** Where somebody who listens has got to. */
export interface Bookmark {
  place: string;
  /** When that was, by the database's clock. */
  at: Date;
}

/**
 * The id of an event. Sealed and of one length: how many transactions there are between two of them tells an operator how
 * much happens to others.
 */
@Injectable()
export class Bookmarks {
  constructor(@Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings) {}

  idOf({ place, at }: Pick<News, 'place' | 'at'>): string {
    const seconds = Math.floor(at.getTime() / 1_000);
    const text = [oldestOpenAt(place), seconds].map((part) => String(part).padStart(DIGITS, '0')).join(' ');
    return this.key().seal(text, OWNER).toString('base64url');
  }

  /** Null for one that is none of ours. */
  read(id: string): Bookmark | null {
    if (!/^[A-Za-z0-9_-]{80,200}$/.test(id)) return null;
    const [oldest = '', seconds = ''] =
      this.key().open(Buffer.from(id, 'base64url'), OWNER)?.split(' ') ?? [];
    if (oldest === '' || seconds === '') return null;
    return { place: placeFrom(BigInt(oldest)), at: new Date(Number(seconds) * 1_000) };
  }

  private key() {
    const { key } = this.settings;
    if (key === null) throw new Error('a process without the web role has nobody who listens');
    return key;
  }
}

/** Can what happened since be told one by one? Not after long, nor where the database is another one since. */
export const isGood = ({ place, at }: Bookmark, now: Pick<News, 'place' | 'at'>): boolean =>
  now.at.getTime() - at.getTime() <= GOOD_FOR * 1_000 && oldestOpenAt(place) <= oldestOpenAt(now.place);
