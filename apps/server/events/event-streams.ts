import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Principal } from '#libs/access';
import { Changes, EVERYTHING, heardBy } from '#libs/incidents';
import type { Listening, News, Place } from '#libs/incidents';
import { Callers } from '../http/callers.ts';
import { RequestRefused } from '../http/problem.ts';
import { Bookmarks, isGood } from './bookmark.ts';
import { EventStream } from './event-stream.ts';
import { beginning, frames, heartbeat } from './frames.ts';

/** ms */
const ASK_EVERY = 1_000;
const BEAT_AFTER = 15_000;
/** In one process: a person with some windows, and no program that forgets to hang up. */
const MOST_OF_ONE_ACCOUNT = 20;

/**
 * All who listen at this process. The database is asked once a second for all of them together, and not at all while nobody
 * listens; processes know nothing of each other.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger(EventStreams.name);
  private readonly streams = new Set<EventStream>();
  private readonly stopping = new AbortController();
  /** Resolves when the first question has its place; null while nobody listens. */
  private begun: Promise<Place> | null = null;

  constructor(
    private readonly changes: Changes,
    private readonly callers: Callers,
    private readonly bookmarks: Bookmarks,
  ) {}

  /** @throws RequestRefused 429 `events.too_many_streams`, 503 `service.stopping` */
  open(request: Request, response: Response, principal: Principal, lastEventId: string | undefined): void {
    this.assertRoom(principal);
    const stream = new EventStream(
      response,
      principal,
      () => this.callers.again(request),
      (error) => this.logger.warn(`a stream of events was ended: ${String(error)}`),
    );
    this.streams.add(stream);
    response.once('close', () => this.streams.delete(stream));
    this.begun ??= this.begin();
    const { begun } = this;
    stream.say(async () => {
      // What is committed after that place, the questions for all will find.
      const place = await begun;
      return this.caughtUp(stream, place, lastEventId);
    });
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
    for (const stream of this.streams) stream.end();
  }

  private assertRoom({ userId }: Principal): void {
    if (this.stopping.signal.aborted)
      throw new RequestRefused(503, 'service.stopping', 'This process stops: ask again.', {}, RETRY_SOON);
    if ([...this.streams].filter((stream) => stream.userId === userId).length < MOST_OF_ONE_ACCOUNT) return;
    throw new RequestRefused(
      429,
      'events.too_many_streams',
      `Your account listens ${MOST_OF_ONE_ACCOUNT} times already. Close a window or a program first.`,
      {},
      { 'Retry-After': '60' },
    );
  }

  /** What was missed since the last event that a listener had, and from where it goes on. */
  private async caughtUp(
    stream: EventStream,
    place: Place,
    lastEventId: string | undefined,
  ): Promise<string> {
    const bookmark = lastEventId === undefined ? null : this.bookmarks.read(lastEventId);
    const news = await this.changes.since(bookmark?.place ?? place, listeningOf([stream]));
    const id = this.bookmarks.idOf(news);
    if (lastEventId === undefined) return beginning(id);
    const missed = bookmark !== null && isGood(bookmark, news) ? heardBy(stream.sight, news) : [EVERYTHING];
    return beginning(id) + frames(missed, id);
  }

  private begin(): Promise<Place> {
    const first = this.changes.here();
    first
      .then((place) => this.ask(place))
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.begun = null));
    return first;
  }

  private async ask(from: Place): Promise<void> {
    let place = from;
    while (this.streams.size > 0) {
      await sleep(ASK_EVERY, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      const news = await this.changes.since(place, listeningOf(this.streams));
      place = news.place;
      this.tell(news);
    }
  }

  private tell(news: News): void {
    const id = this.bookmarks.idOf(news);
    for (const stream of this.streams) {
      if (heardBy(stream.sight, news).length > 0) stream.say((sight) => frames(heardBy(sight, news), id));
      else if (stream.quietFor >= BEAT_AFTER) stream.say(() => heartbeat(id));
    }
  }

  /** Whoever cannot be told, or be looked up, is hung up on: they come back, and miss nothing. */
  private fail(error: unknown): void {
    this.logger.warn(`all streams of events were ended: ${String(error)}`);
    for (const stream of this.streams) stream.end();
  }
}

const RETRY_SOON = { 'Retry-After': '1' };

function listeningOf(streams: Iterable<EventStream>): Listening {
  const sights = [...streams].map(({ sight }) => sight);
  return {
    staff: sights.some(({ all }) => all),
    operatorIds: [...new Set(sights.flatMap((sight) => (sight.all ? [] : (sight.operatorId ?? []))))],
  };
}
