import type { PageWay } from '#libs/contracts';
import type { PagingSettings } from '../settings.ts';
import type { PageWords } from './pager.service.ts';

export interface PageToSend {
  id: string;
  way: PageWay;
  what: PageWords & { to: string[] };
  phone: string | null;
  topic: string | null;
}

export interface PageRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The request of a page as its other side reads it; null: there is no way any more, for a setting or an address is gone. */
export function requestOf(
  { id, way, what, phone, topic }: PageToSend,
  settings: PagingSettings,
): PageRequest | null {
  const { webhookUrl, ntfyUrl, smsUrl, token } = settings;
  const who: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const json = (url: string, body: unknown): PageRequest => ({
    url,
    // The same again is the same page: whoever takes it can tell.
    headers: { ...who, 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(body),
  });
  if (way === 'webhook') return webhookUrl === null ? null : json(webhookUrl, { id, ...what });
  const text = `${what.title}\n${what.text}\n${what.url}`;
  if (way === 'sms') return smsUrl === null || phone === null ? null : json(smsUrl, { id, to: phone, text });
  if (ntfyUrl === null || topic === null) return null;
  return {
    url: `${ntfyUrl.replace(/\/+$/, '')}/${topic}`,
    headers: {
      ...who,
      title: what.title,
      priority: 'urgent',
      click: what.url,
      'content-type': 'text/plain; charset=utf-8',
    },
    body: what.text,
  };
}
