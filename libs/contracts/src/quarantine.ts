import { z } from 'zod';
import type { JobName } from './jobs.ts';
import { singleLine } from './text.ts';

/** What can be put aside, and the job that it was put aside by. */
export const WORK_JOBS = {
  report: 'report.triage',
  announcement: 'announcement.prepare',
  'password-reset': 'password_reset.answer',
  letter: 'letter.post',
  delivery: 'delivery.send',
  'contact-change': 'contact-change.settle',
  message: 'message.read',
  'list-alert': 'alert.post',
  'deadline-reckoning': 'deadline.reckon',
  deadline: 'deadline.watch',
  page: 'page.send',
} as const satisfies Record<string, JobName>;
export type WorkKind = keyof typeof WORK_JOBS;
export const WORK_KINDS = Object.keys(WORK_JOBS) as WorkKind[];

export const retryAsked = z.strictObject({ reason: singleLine(1, 500).optional() });
export const discardAsked = z.strictObject({ reason: singleLine(1, 500) });
