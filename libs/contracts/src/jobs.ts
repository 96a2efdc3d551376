/**
 * The jobs: `<noun>.<verb>`. A job is a bell: it carries the id of a row, whose table says what is to be done.
 * Each has two lanes, so that an emergency never waits behind a flood.
 */
export const JOB_NAMES = [
  'report.triage',
  'announcement.prepare',
  'password_reset.answer',
  'letter.post',
  'delivery.send',
  'contact-change.settle',
  'message.read',
  'alert.post',
  'deadline.reckon',
  'deadline.watch',
  'page.send',
] as const;
export type JobName = (typeof JOB_NAMES)[number];

export const LANES = ['urgent', 'normal'] as const;
export type Lane = (typeof LANES)[number];

/** What a BullMQ job of ours holds, and nothing else: the rows that it rings for. No text, no address, no secret. */
export interface JobPayload {
  ids: string[];
}
