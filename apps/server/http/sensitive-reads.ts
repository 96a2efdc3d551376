import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { from, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { validate } from 'uuid';
import type { AuditEntry, Principal } from '#libs/access';
import { actorOf, Audit, sightOf } from '#libs/access';
import type { TimelineActor, Tlp } from '#libs/contracts';
import { narrowest, tlpRestriction } from '#libs/contracts';
import { Calls, Deadlines } from '#libs/deadlines';
import { Attachments, Incidents, Listings, PublicListings } from '#libs/incidents';
import { Inbox } from '#libs/inbox';
import { Outbox } from '#libs/notifications';
import { Recent } from './recent.ts';

/** What was shown, under which label. */
interface Shown {
  kind: string;
  id: string;
  label: Tlp;
}

const isSensitive = (label: Tlp | null): label is Tlp =>
  label !== null && tlpRestriction(label) >= tlpRestriction('AMBER+STRICT');

/** s; the same reader, thing and part again within them is not written down again. */
const ONCE_IN = 60;

/**
 * Writes down who reads what is AMBER+STRICT or RED, before it is shown: what cannot be written down is not shown. A thing
 * that the path names is written down before the route runs, so that it holds for what is streamed as well.
 */
@Injectable()
export class SensitiveReads implements NestInterceptor {
  private readonly recent = new Recent(ONCE_IN, 20_000);

  constructor(
    private readonly audit: Audit,
    private readonly incidents: Incidents,
    private readonly listings: Listings,
    private readonly attachments: Attachments,
    private readonly publicReports: PublicListings,
    private readonly outbox: Outbox,
    private readonly inbox: Inbox,
    private readonly deadlines: Deadlines,
    private readonly calls: Calls,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { principal?: Principal }>();
    const { principal } = request;
    const [, path = '', id, part] =
      /^\/api\/v1\/((?:public\/)?[a-z-]+)(?:\/([^/]+))?(?:\/([a-z-]+))?/.exec(request.path) ?? [];
    const noun = path.replace('/', '_');
    if (request.method !== 'GET' || principal === undefined) return next.handle();
    const reader = {
      actor: actorOf(principal),
      from: request.ip,
      operatorId: principal.operatorId,
      data: { via: principal.via, credentialId: principal.credentialId },
    };
    return from(this.named(principal, noun, id)).pipe(
      mergeMap(async (label) => {
        if (id !== undefined && isSensitive(label))
          await this.tell(reader, part ?? nounIn(noun), [{ kind: nounIn(noun), id, label }]);
      }),
      mergeMap(() => next.handle()),
      mergeMap(async (answer: unknown) => {
        const list = part ?? noun;
        const shown = itemsOf(answer, nounIn(list)).flatMap((item) =>
          isSensitive(item.tlp) ? [{ kind: item.kind, id: item.id, label: item.tlp }] : [],
        );
        await this.tell(reader, list, shown);
        return answer;
      }),
    );
  }

  /** Of a thing that the holder of a link reads, without an account. */
  async tellOfLink(actor: TimelineActor, address: string | undefined, shown: Shown): Promise<void> {
    if (isSensitive(shown.label))
      await this.tell({ actor, from: address, operatorId: null, data: { via: 'link' } }, 'link', [shown]);
  }

  /** The label under which the caller sees what the path names; null where it sees nothing. */
  private async named(caller: Principal, noun: string, id: string | undefined): Promise<Tlp | null> {
    if (id === undefined || !validate(id)) return null;
    if (noun === 'incidents') return this.incidents.labelFor(caller, id);
    if (noun === 'reports') return (await this.listings.report(sightOf(caller), id))?.tlp ?? null;
    if (noun === 'attachments') return this.attachments.labelFor(caller, id);
    if (noun === 'deadlines') return this.deadlines.labelOf(id);
    if (noun === 'calls') return this.calls.labelOf(id);
    if (noun === 'inbox') return this.inbox.labelOf(id);
    if (noun === 'public_reports') return this.publicReports.labelOf(id);
    return noun === 'notifications' || noun === 'deliveries' ? this.outbox.labelOf(noun, id) : null;
  }

  /** One entry, of what this reader has not read just now. */
  private async tell(
    reader: Pick<AuditEntry, 'actor' | 'from' | 'operatorId'> & { data: Record<string, unknown> },
    what: string,
    shown: Shown[],
  ): Promise<void> {
    const { via, credentialId } = reader.data;
    const keyOf = ({ kind, id, label }: Shown) =>
      [via, credentialId ?? reader.actor.id, what, kind, id, label].join(' ');
    const fresh = shown.filter((one) => !this.recent.has(keyOf(one)));
    const [first] = fresh;
    if (first === undefined) return;
    await this.audit.add({
      type: 'sensitive.read',
      ...reader,
      ...(fresh.length === 1 ? { subject: { kind: first.kind, id: first.id } } : {}),
      data: {
        ...reader.data,
        what,
        labels: [...new Set(fresh.map(({ label }) => label))],
        ids: fresh.map(({ id }) => id),
      },
    });
    for (const one of fresh) this.recent.add(keyOf(one));
  }
}

const singular = (noun: string) => noun.replace(/ies$/, 'y').replace(/s$/, '');

interface ShownItem {
  id?: unknown;
  tlp?: Tlp;
  content?: { tlp?: Tlp } | null;
  incident?: { tlp?: Tlp } | null;
  /** In a list of several sorts of things: which it is. */
  what?: unknown;
}

/**
 * What a list holds that is not named after it. What is asked of an operator is an incident, with more; `awaiting` and
 * `quarantined` are parts of the board.
 */
const HELD: Record<string, string> = {
  asks: 'incident',
  threads: 'delivery',
  board: 'incident',
  awaiting: 'report',
  quarantined: 'report',
};
const nounIn = (list: string) => HELD[list] ?? singular(list);

/** Of an answer that is a list, or has lists as its parts. */
function itemsOf(answer: unknown, kind: string): { kind: string; id: string; tlp: Tlp | null }[] {
  const { items, ...parts } = Object(answer) as { items?: unknown } & Record<string, unknown>;
  if (!Array.isArray(items))
    return Object.entries(parts).flatMap(([name, part]) =>
      isList(part) ? itemsOf(part, HELD[name] ?? kind) : [],
    );
  return items.flatMap((item: unknown) => {
    // What a public source wrote stands in its content.
    const { id, tlp, content, incident, what } = Object(item) as ShownItem;
    const own = tlp ?? content?.tlp ?? null;
    // A line may name its incident, which may have been raised since.
    const around = incident?.tlp ?? null;
    const label = own !== null && around !== null ? narrowest(own, around) : (own ?? around);
    return typeof id === 'string' ? [{ kind: what === 'mail' ? 'inbox' : kind, id, tlp: label }] : [];
  });
}

const isList = (part: unknown) => Array.isArray((Object(part) as { items?: unknown }).items);
