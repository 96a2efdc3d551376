import type { OperatorAnswer } from '../incident.ts';
import type { OperatorIncidentView } from './incident.ts';
import type { NoticeView } from './notice.ts';

/**
 * What an open incident asks of an operator. `answer`: a first word, by `dueAt`; `state`: it has seen it, is it affected?;
 * `recovery`: it is affected, tell us when it is mended; `nothing`: it has said all, or was not asked.
 */
export type Asked = 'answer' | 'state' | 'recovery' | 'nothing';

/** An open incident that touches the caller's operator, with what is asked of it. */
export interface AskView extends OperatorIncidentView {
  asked: Asked;
  /** When we asked; where we did not, since when the operator sees it. */
  since: string;
  /** By when a first word is due, by our own promise; null where none is. */
  dueAt: string | null;
  /** What it may answer now, the likely first. */
  answers: OperatorAnswer[];
  /** What was sent to it, newest first; an answer to any of them is an answer. */
  notices: NoticeView[];
}
