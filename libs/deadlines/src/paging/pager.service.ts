import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES } from '#libs/contracts';
import type { Language, PageWay } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import { Bells } from '#libs/queue';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import type { Pageable } from './people.ts';

/** What a page says: it goes over others' machines, so nothing of the matter but number and severity. */
export interface PageWords {
  title: string;
  text: string;
  url: string;
}

/** What a page is about: a deadline of an incident, that work is not done, or that somebody is on duty now. */
export type PageSubject =
  { incidentId: string; deadlineId: string } | { standstillId: string } | { handOverId: string };

/** A row of `pages`. */
export type PageRow = Record<string, unknown> & { id: string; user_id: string | null };

/** Pages our own people by a second path, which works while mail does not. */
@Injectable()
export class Pager {
  constructor(
    private readonly bells: Bells,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  /**
   * One page a person and way, in the person's language, and one for the webhook; they go out once they are written.
   * @returns `told`: the names of those who are paged by at least one way; empty: nobody can be
   */
  pagesTo(
    about: PageSubject,
    people: Pageable[],
    wordsIn: (language: Language) => PageWords,
    now: Date,
  ): { pages: PageRow[]; told: string[] } {
    const hasWebhook = this.settings.webhookUrl !== null;
    const own = people.flatMap((person) =>
      this.waysTo(person).map((way) => ({ userId: person.userId, way, language: person.language })),
    );
    const all = hasWebhook ? [{ userId: null, way: 'webhook' as const, language: LANGUAGES[0] }] : [];
    const pages = [...own, ...all].map(({ userId, way, language }) => ({
      id: uuidv7(),
      ...columnsOf(about),
      user_id: userId,
      way,
      what: { ...wordsIn(language), to: people.map(({ name }) => name) },
      state: 'due',
      tries: 0,
      created_at: now,
      lane: 'urgent',
      due_at: now,
      attempt: 0,
      strikes: 0,
      rung_at: now,
    }));
    const reached = people.filter((person) => hasWebhook || this.waysTo(person).length > 0);
    return {
      pages,
      told: reached.length === 0 && hasWebhook ? ['webhook'] : reached.map(({ name }) => name),
    };
  }

  /** One page by each way of one's own, and none to all of us: it concerns that person alone. */
  ownPages(
    about: PageSubject,
    person: Pageable,
    wordsIn: (language: Language) => PageWords,
    now: Date,
  ): PageRow[] {
    return this.pagesTo(about, [person], wordsIn, now).pages.filter(({ user_id }) => user_id !== null);
  }

  /** All at once; they go out after the commit. */
  async write(tx: Tx, pages: PageRow[]): Promise<void> {
    await insertRows(tx, 'pages', pages);
    for (const { id } of pages)
      this.bells.ringAfterCommit(tx, { job: 'page.send', lane: 'urgent', id, attempt: 0 });
  }

  /** That are set. */
  ways(): PageWay[] {
    const { webhookUrl, ntfyUrl, smsUrl } = this.settings;
    return [
      ...(webhookUrl === null ? [] : (['webhook'] as const)),
      ...(ntfyUrl === null ? [] : (['ntfy'] as const)),
      ...(smsUrl === null ? [] : (['sms'] as const)),
    ];
  }

  /** Of one's own. */
  waysTo({ phone, topic }: Pageable): PageWay[] {
    return [
      ...(phone !== null && this.settings.smsUrl !== null ? (['sms'] as const) : []),
      ...(topic !== null && this.settings.ntfyUrl !== null ? (['ntfy'] as const) : []),
    ];
  }
}

const columnsOf = (about: PageSubject) => ({
  incident_id: 'incidentId' in about ? about.incidentId : null,
  deadline_id: 'incidentId' in about ? about.deadlineId : null,
  standstill_id: 'standstillId' in about ? about.standstillId : null,
  hand_over_id: 'handOverId' in about ? about.handOverId : null,
});
