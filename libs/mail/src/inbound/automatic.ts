import type { Entity } from './entity.ts';
import { firstOf } from './header-fields.ts';

/** Mail that a program sent, and that no program may answer (RFC 3834 section 2). */
export type Automatic = 'bounce' | 'feedback' | 'auto_reply' | 'list';

/** @param envelopeFrom the return path; empty for the null sender, null where it is not known */
export function automaticOf(root: Entity, envelopeFrom: string | null): Automatic | null {
  const { fields, type } = root;
  const reportType =
    type.value === 'multipart/report' ? type.parameters.get('report-type')?.toLowerCase() : undefined;
  if (reportType === 'feedback-report') return 'feedback';
  if (reportType === 'delivery-status') return 'bounce';
  const submitted = firstOf(fields, 'auto-submitted')?.toLowerCase() ?? 'no';
  const isAuto = !/^no\b/.test(submitted);
  if (isAuto || firstOf(fields, 'x-autoreply') !== null || firstOf(fields, 'x-autorespond') !== null)
    return envelopeFrom === '' && /^auto-generated/.test(submitted) ? 'bounce' : 'auto_reply';
  if (reportType === 'disposition-notification' || firstOf(fields, 'x-auto-response-suppress') !== null)
    return 'auto_reply';
  const precedence = firstOf(fields, 'precedence')?.toLowerCase() ?? '';
  if (fields.some(({ name }) => name === 'list-id' || name === 'list-post' || name === 'list-unsubscribe'))
    return 'list';
  if (precedence === 'list') return 'list';
  if (/^(bulk|junk|auto_reply)/.test(precedence)) return 'auto_reply';
  return envelopeFrom === '' ? 'bounce' : null;
}
