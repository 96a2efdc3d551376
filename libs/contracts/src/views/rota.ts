import type { Language } from '../language.ts';

/** Who is on duty from when until when. */
export interface ShiftView {
  userId: string;
  name: string;
  from: string;
  until: string;
  /** Set: standing in, by this override. */
  overrideId: string | null;
}

/** Answer of `GET /api/v1/rota`. Instants are RFC 3339 in UTC. */
export interface RotaView {
  now: string;
  /** 0: there is no rota yet. The ETag of it. */
  version: number;
  members: { userId: string; name: string }[];
  /** Local time in `zone`; null: there is no rota yet. */
  firstHandOver: string | null;
  zone: string | null;
  turnDays: number | null;
  /** Null: nobody is on duty, and the leads are told instead. */
  onDuty: ShiftView | null;
  shifts: ShiftView[];
  overrides: { id: string; userId: string; name: string; from: string; until: string; reason: string }[];
}

/** Answer of `POST /api/v1/rota/feed`: told once. */
export interface RotaFeedView {
  url: string;
}

/** Answer of `GET /api/v1/account/paging`. */
export interface PagingView {
  phone: string | null;
  topic: string | null;
  /** That pages are written in. */
  language: Language;
  /** By which ways this installation can page at all. */
  ways: ('webhook' | 'ntfy' | 'sms')[];
}
