import type { SinkBehaviour, SinkGreeting, SinkStage } from '../../harness/smtp-sink.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';

/** One step in so many goes wrong; a mail has four. */
const ONE_IN = 14;
/** One connection in so many is met badly. */
const ONE_GREETING_IN = 12;

type Fault = [name: string, fault: SinkBehaviour];

const FAULTS: Record<SinkStage, Fault[]> = {
  mail: [
    ['421 at MAIL', { at: 'mail', reply: 421, text: '4.3.2 shutting down' }],
    ['451 at MAIL', { at: 'mail', reply: 451, text: '4.3.0 later' }],
    ['550 at MAIL', { at: 'mail', reply: 550, text: '5.7.1 sender refused' }],
    ['silence at MAIL', { at: 'mail', hang: true }],
    ['reset at MAIL', { at: 'mail', reset: true }],
  ],
  rcpt: [
    ['421 at RCPT', { at: 'rcpt', reply: 421, text: '4.3.2 shutting down' }],
    ['450 at RCPT', { at: 'rcpt', reply: 450, text: '4.7.1 greylisted' }],
    ['451 at RCPT', { at: 'rcpt', reply: 451 }],
    ['452 at RCPT', { at: 'rcpt', reply: 452, text: '4.5.3 too many' }],
    ['550 at RCPT', { at: 'rcpt', reply: 550, text: '5.1.1 no such user' }],
    ['552 at RCPT', { at: 'rcpt', reply: 552, text: '5.2.2 mailbox full' }],
    ['554 at RCPT', { at: 'rcpt', reply: 554, text: '5.7.1 blocked' }],
    ['silence at RCPT', { at: 'rcpt', hang: true }],
    ['tarpit at RCPT', { at: 'rcpt', tarpit: true }],
    ['reset at RCPT', { at: 'rcpt', reset: true }],
    ['noise behind 451', { at: 'rcpt', garbage: 451 }],
    ['noise behind 550', { at: 'rcpt', garbage: 550 }],
  ],
  content: [['reset in mid-DATA', { at: 'content', reset: true }]],
  data: [
    ['421 after the dot', { at: 'data', reply: 421, text: '4.3.2 shutting down' }],
    ['451 after the dot', { at: 'data', reply: 451 }],
    ['452 after the dot', { at: 'data', reply: 452, text: '4.3.1 no space' }],
    ['552 after the dot', { at: 'data', reply: 552, text: '5.3.4 too large' }],
    ['554 after the dot', { at: 'data', reply: 554, text: '5.6.0 content refused' }],
    ['silent accept', { at: 'data', hang: true }],
    ['tarpit after the dot', { at: 'data', tarpit: true }],
    ['reset after the dot', { at: 'data', reset: true }],
    ['noise after the dot', { at: 'data', garbage: 451 }],
    ['slow accept', { at: 'data', delayMs: 900 }],
  ],
};

const GREETINGS: [string, SinkGreeting][] = [
  ['no banner', 'no-banner'],
  ['hangs up', 'drop'],
  ['tarpit for a banner', 'tarpit'],
  ['421 for a banner', { reply: 421, text: '4.3.2 busy' }],
  ['554 for a banner', { reply: 554, text: '5.3.2 not here' }],
];

/** What a relay out of its mind does at each step, and how often it did. */
export class Whims {
  readonly done: Record<string, number> = {};

  constructor(private readonly random: Random) {}

  readonly step = (at: SinkStage): SinkBehaviour | undefined => this.picked(ONE_IN, FAULTS[at]);

  readonly greeting = (): SinkGreeting => this.picked(ONE_GREETING_IN, GREETINGS) ?? 'normal';

  count(name: string): void {
    this.done[name] = (this.done[name] ?? 0) + 1;
  }

  private picked<T>(oneIn: number, from: [string, T][]): T | undefined {
    if (between(this.random, 0, oneIn) !== 0) return undefined;
    const [name, what] = from[between(this.random, 0, from.length)] ?? ['', undefined];
    this.count(name);
    return what;
  }
}
