import { cleanReply } from '../reply.ts';
import { bodyOf, textOf } from './entity.ts';
import type { Entity } from './entity.ts';
import { firstOf, readHeader } from './header-fields.ts';
import type { Field } from './header-fields.ts';
import type { Budget } from './limits.ts';

/** What became of our mail on its further way (RFC 3464). */
export interface BounceReport {
  /** `relayed`, `delivered` and `expanded` are good news. */
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown';
  /** Enhanced status code (RFC 3463), for example `5.1.1`; null where it tells none. */
  status: string | null;
  recipient: string | null;
  /** The remote words, cleaned and short. */
  diagnostic: string | null;
  /** Of the mail that came back, where it is there. */
  originalMessageId: string | null;
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** Reads the delivery status of a report; one in plain words tells at most a status code. Null where it tells nothing. */
export function bounceReportOf(root: Entity, budget: Budget): BounceReport | null {
  const leaves = leavesOf(root);
  const status = leaves.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type.value));
  const originalMessageId = leaves.map((leaf) => originalId(leaf, budget)).find((id) => id !== null) ?? null;
  if (status !== undefined) {
    const group = recipientGroups(bodyOf(status, budget)).find((one) => firstOf(one, 'action') !== null);
    if (group !== undefined) return { ...readGroup(group), originalMessageId };
  }
  const words = leaves
    .filter(({ type }) => /^(text\/(plain|html)|multipart\/.*)$/.test(type.value))
    .slice(0, 2)
    .map((leaf) => textOf(leaf, budget))
    .join('\n')
    .slice(0, 65_536);
  const told = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(words);
  const reply = /(?<!\d)(5\d\d|4\d\d)[ -][^\n]{0,300}/.exec(words);
  if (told === null && reply === null && originalMessageId === null) return null;
  const code = told?.[1] ?? null;
  const kind = code?.[0] ?? reply?.[1]?.[0];
  return {
    action: kind === '5' ? 'failed' : kind === '4' ? 'delayed' : 'unknown',
    status: code,
    recipient: null,
    diagnostic: reply === null ? null : cleanReply(reply[0]),
    originalMessageId,
  };
}

/** The groups of fields of a delivery status, each like a header. */
function recipientGroups(body: Buffer): (readonly Field[])[] {
  const groups: (readonly Field[])[] = [];
  for (let at = 0; at < body.length && groups.length < 50;) {
    const { fields, bodyStart } = readHeader(body, at, body.length);
    groups.push(fields);
    if (bodyStart <= at) break;
    at = bodyStart;
  }
  return groups;
}

function readGroup(group: readonly Field[]): Omit<BounceReport, 'originalMessageId'> {
  const action = firstOf(group, 'action')
    ?.toLowerCase()
    .split(/[\s;(]/, 1)[0];
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(firstOf(group, 'status') ?? '')?.[0] ?? null;
  const recipient = firstOf(group, 'original-recipient') ?? firstOf(group, 'final-recipient');
  const diagnostic = firstOf(group, 'diagnostic-code');
  return {
    action: ACTIONS.find((one) => one === action) ?? 'unknown',
    status,
    recipient: recipient === null ? null : cleanReply(recipient.replace(/^[^;]*;/, '')),
    diagnostic: diagnostic === null ? null : cleanReply(diagnostic.replace(/^[a-z0-9-]+;\s*/i, '')),
  };
}

function originalId(leaf: Entity, budget: Budget): string | null {
  if (!/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(leaf.type.value))
    return null;
  const body = bodyOf(leaf, budget);
  return firstOf(readHeader(body, 0, body.length).fields, 'message-id');
}

const leavesOf = (entity: Entity): Entity[] =>
  entity.parts.length === 0 ? [entity] : entity.parts.flatMap(leavesOf);
