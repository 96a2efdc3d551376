import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES } from '#libs/contracts';
import type { Language } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import { Bells } from '#libs/queue';
import { PAGING_SETTINGS } from '../settings.ts';
import type { PagingSettings } from '../settings.ts';
import type { Pageable } from './people.ts';

export type PageWay = 'webhook' | 'ntfy' | 'sms';

/** What a page says: it goes over others' machines, so nothing of the matter but number and severity. */
export interface PageWords {
  title: string;
  text: string;
  url: string;
}

/** Pages our own people by a second path, which works while mail does not. */
@Injectable()
export class Pager {
  constructor(
    private readonly bells: Bells,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  /**
   * Writes one page a person and way, in the person's language, and one for the webhook; they go out after the commit.
   * @returns the names of those who are paged by at least one way; empty: nobody can be
   */
  async page(
    tx: Tx,
    about: { incidentId: string; deadlineId: string },
    people: Pageable[],
    wordsIn: (language: Language) => PageWords,
    now: Date,
  ): Promise<string[]> {
    const { webhookUrl } = this.settings;
    const own = people.flatMap((person) =>
      this.waysTo(person).map((way) => ({ userId: person.userId, way, language: person.language })),
    );
    const all =
      webhookUrl === null ? [] : [{ userId: null, way: 'webhook' as const, language: LANGUAGES[0] }];
    const rows = [...own, ...all].map(({ userId, way, language }) => ({
      id: uuidv7(),
      incident_id: about.incidentId,
      deadline_id: about.deadlineId,
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
    await insertRows(tx, 'pages', rows);
    for (const { id } of rows)
      this.bells.ringAfterCommit(tx, { job: 'page.send', lane: 'urgent', id, attempt: 0 });
    const reached = people.filter((person) => webhookUrl !== null || this.waysTo(person).length > 0);
    return reached.length === 0 && all.length > 0 ? ['webhook'] : reached.map(({ name }) => name);
  }

  private waysTo({ phone, topic }: Pageable): PageWay[] {
    return [
      ...(phone !== null && this.settings.smsUrl !== null ? (['sms'] as const) : []),
      ...(topic !== null && this.settings.ntfyUrl !== null ? (['ntfy'] as const) : []),
    ];
  }
}
