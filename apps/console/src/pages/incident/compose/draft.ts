import type { Tlp } from '#libs/contracts';
import { isWider, TLP_LABELS } from '#libs/contracts';
import type { NoticeRequest } from '../../../api/notices.ts';

export const AUDIENCES = ['affected', 'silent', 'chosen', 'reporter'] as const;
export type AudienceChoice = (typeof AUDIENCES)[number];

/** A notice as it is being written; kept in the browser until it is sent. */
export interface NoticeDraft {
  template: string;
  audience: AudienceChoice;
  /** Slugs of operators of the incident. */
  chosen: string[];
  /** Slugs of others, as typed. */
  others: string;
  /** Null: the incident's. */
  tlp: Tlp | null;
  subject: string;
  body: string;
  /** Idempotency-Key: whatever happens, this draft is sent once. */
  key: string;
}

/** An incident's first notice asks, later ones tell what is new. */
export const newDraft = (isFirst: boolean, key: string): NoticeDraft => ({
  template: isFirst ? 'notice' : 'update',
  audience: 'affected',
  chosen: [],
  others: '',
  tlp: null,
  subject: '',
  body: '',
  key,
});

/** What a link asks for: `?audience=silent`, `?operators=a,b`. */
export function fromLink(draft: NoticeDraft, search: URLSearchParams): NoticeDraft {
  const operators = slugsIn(search.get('operators') ?? '');
  if (operators.length > 0) return { ...draft, audience: 'chosen', chosen: operators };
  const audience = AUDIENCES.find((one) => one === search.get('audience'));
  return audience === undefined ? draft : { ...draft, audience };
}

/** Labels that a notice may have: the incident's and narrower ones, the widest first. */
export const labelsUnder = (incident: Tlp): Tlp[] =>
  TLP_LABELS.filter((label) => !isWider(label, incident)).reverse();

/** Under which it goes. One that was chosen before the incident was raised holds no longer. */
export const labelOf = ({ tlp }: NoticeDraft, incident: Tlp): Tlp =>
  tlp === null || isWider(tlp, incident) ? incident : tlp;

/** What is sent; null while nobody is chosen. */
export function requestOf(draft: NoticeDraft, incident: Tlp): NoticeRequest | null {
  const audience = audienceOf(draft);
  if (audience === null) return null;
  return {
    template: draft.template,
    audience,
    tlp: labelOf(draft, incident),
    subject: draft.subject.trim() === '' ? undefined : draft.subject.trim(),
    body: draft.body.trim() === '' ? undefined : draft.body,
  };
}

function audienceOf(draft: NoticeDraft): NoticeRequest['audience'] | null {
  if (draft.audience === 'affected') return { affected: true };
  if (draft.audience === 'silent') return { silent: true };
  if (draft.audience === 'reporter') return { reporter: true };
  const operators = [...new Set([...draft.chosen, ...slugsIn(draft.others)])];
  return operators.length === 0 ? null : { operators };
}

const slugsIn = (text: string): string[] => text.split(/[\s,;]+/).filter((slug) => slug !== '');
