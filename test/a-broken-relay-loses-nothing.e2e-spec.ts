import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { deliveriesOf, openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { DeliveryView, IncidentView, NotificationView } from './fixtures/casework.ts';
import { fieldOf, messagesOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';
import { SmtpSink } from './harness/smtp-sink.ts';
import type { SinkBehaviour, SinkGreeting } from './harness/smtp-sink.ts';

/** What passes by itself: each is met by one operator, all at the same time. With what a person then reads. */
const PASSING: Record<string, { fault: SinkBehaviour; response: RegExp; reason: RegExp }> = {
  'soft-greylist': {
    fault: { at: 'rcpt', reply: 450, text: '4.7.1 come back later' },
    response: /^450 4\.7\.1 come back later$/,
    reason: /puts it off/,
  },
  'soft-mailbox': {
    fault: { at: 'rcpt', reply: 451, text: '4.2.1 try later' },
    response: /^451 4\.2\.1 try later$/,
    reason: /puts it off/,
  },
  'soft-space': {
    fault: { at: 'data', reply: 452, text: '4.3.1 no space' },
    response: /^452 4\.3\.1 no space$/,
    reason: /puts it off/,
  },
  'soft-goodbye': {
    fault: { at: 'data', reply: 421, text: '4.3.2 shutting down' },
    response: /^421 4\.3\.2 shutting down$/,
    reason: /puts it off/,
  },
  'silent-recipient': {
    fault: { at: 'rcpt', hang: true },
    response: /did not finish in time/,
    reason: /ended before the server had answered/,
  },
  'silent-content': {
    fault: { at: 'data', hang: true },
    response: /did not finish in time/,
    reason: /whether it has the mail: it goes out again/,
  },
  'slow-drip': {
    fault: { at: 'rcpt', tarpit: true },
    response: /did not finish in time/,
    reason: /ended before the server had answered/,
  },
  'reset-recipient': {
    fault: { at: 'rcpt', reset: true },
    response: /ECONNRESET|closed/i,
    reason: /ended before the server had answered/,
  },
  'reset-content': {
    fault: { at: 'content', reset: true },
    response: /ECONNRESET|EPIPE|closed/i,
    reason: /whether it has the mail: it goes out again/,
  },
  'reset-after-dot': {
    fault: { at: 'data', reset: true },
    response: /ECONNRESET|closed/i,
    reason: /whether it has the mail: it goes out again/,
  },
  'noise-soft': { fault: { at: 'rcpt', garbage: 451 }, response: /^451 5\.1\.1 /, reason: /puts it off/ },
};
/** The relay has the whole mail and never said so: sending it again is the one duplicate that is allowed (G3). */
const MAYBE_TWICE = ['silent-content', 'reset-after-dot'];

const GREETINGS: [string, SinkGreeting, RegExp][] = [
  ['says nothing', 'no-banner', /Greeting never received/],
  ['hangs up', 'drop', /closed/i],
  ['greets for ever', 'tarpit', /Greeting never received/],
  ['has no time', { reply: 421, text: '4.3.2 busy' }, /^421 4\.3\.2 busy$/],
  ['takes no mail at all', { reply: 554, text: '5.3.2 not here' }, /^554 5\.3\.2 not here$/],
];
/** Operators whose mail all goes to one domain. */
const HOUSEMATES = ['flat-1', 'flat-2', 'flat-3', 'flat-4', 'flat-5', 'flat-6'];
const FIVE = ['five-1', 'five-2', 'five-3', 'five-4', 'five-5'];

describe(`a broken relay loses nothing (queues on ${QUEUES})`, () => {
  let sink: SmtpSink;
  let test: TestService;
  let staff: Api;
  let calm: IncidentView;
  let urgent: IncidentView;

  const first = (slug: string) => `first@${slug}.example`;
  const second = (slug: string) => `second@${slug}.example`;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    test = await TestService.start({
      smtp: false,
      env: { SMTP_URL: `${sink.url}?limit=1.5&connect=0.7&greeting=0.7`, AUTO_NOTIFY: 'off' },
    });
    const alone = [
      ...Object.keys(PASSING),
      'well',
      'given-up',
      'lone',
      ...FIVE,
      ...GREETINGS.map((_, n) => `greet-${n}`),
    ];
    const withDeputy = [
      'unknown-user',
      'full',
      'refused-content',
      'blocklisted',
      'relay-denied',
      'noise-hard',
      'late',
    ];
    await test.importOperators(
      ...HOUSEMATES.map((slug) => ({
        slug,
        contacts: [{ email: `${slug}@house.example`, role: 'security' }],
      })),
      ...alone.map((slug) => ({ slug, contacts: [{ email: first(slug), role: 'security' }] })),
      ...withDeputy.map((slug) => ({
        slug,
        contacts: [
          { email: first(slug), role: 'security', order: 1 },
          { email: second(slug), role: 'noc', order: 2 },
        ],
      })),
    );
    staff = await test.signUp('responder');
    calm = await openIncident(test, staff, { summary: 'Slow answers now and then', severity: 'low' });
    urgent = await openIncident(test, staff, { summary: 'Zone transfer refused', severity: 'high' });
    expect([calm.severity, urgent.severity]).toEqual(['low', 'high']);
  });
  afterAll(async () => {
    await test.stop();
    await sink.stop();
  });
  afterEach(() => sink.behaveWell());

  const told = async (incident: IncidentView, ...operators: string[]): Promise<NotificationView> => {
    const notification = await tell(staff, incident.id, { audience: { operators } });
    await test.settled();
    return notification;
  };
  const deliveries = (notification: NotificationView) => deliveriesOf(staff, notification.id);
  const only = async (notification: NotificationView): Promise<DeliveryView> => {
    const [delivery, ...more] = Object.values(await deliveries(notification));
    if (delivery === undefined || more.length > 0) throw new Error('not exactly one delivery');
    return delivery;
  };
  const got = (email: string) => messagesOf(sink).filter(({ to }) => to.includes(email));
  const contactOf = async (slug: string, email: string) => {
    const { body } = await staff.get<{ items: { email: string; undeliverableSince: string | null }[] }>(
      `operators/${slug}/contacts`,
    );
    return body.items.find((contact) => contact.email === email);
  };
  /** The record of one notification: types and the contact's address where there is one. */
  const storyOf = async (incident: IncidentView, notification: NotificationView): Promise<string[]> => {
    const emails = new Map(
      Object.entries(await deliveries(notification)).map(([email, { contact }]) => [contact.id, email]),
    );
    return (await timelineOf(staff, incident.id))
      .filter(({ data }) => data['notificationId'] === notification.id)
      .map(({ type, data }) => `${type} ${emails.get(data['contactId'] as string) ?? '-'}`);
  };

  it('sends later, with the same id and bytes, whatever failed for a while', async () => {
    for (const [slug, { fault }] of Object.entries(PASSING)) sink.behave(first(slug), fault);
    const notification = await told(calm, ...Object.keys(PASSING), 'well');
    const before = await deliveries(notification);
    for (const [slug, { response, reason }] of Object.entries(PASSING)) {
      const delayed = before[first(slug)];
      expect([slug, delayed?.state, delayed?.attempts]).toEqual([slug, 'delayed', 1]);
      expect(delayed?.response).toMatch(response);
      expect(delayed?.reason).toMatch(reason);
      expect(Date.parse(delayed?.nextTryAt ?? '')).toBeGreaterThan(
        Date.parse(delayed?.history[0]?.at ?? '') + 55_000,
      );
    }
    expect(before[first('well')]).toMatchObject({ state: 'handed_over', attempts: 1, reason: null });
    const noise = before[first('noise-soft')]?.response ?? '';
    expect(noise.length).toBeLessThanOrEqual(500);
    expect(noise).not.toMatch(/\p{Cc}/u);
    expect(noise.isWellFormed()).toBe(true);

    sink.behaveWell();
    await test.jump(61);
    await test.settled();
    const after = await deliveries(notification);
    for (const slug of Object.keys(PASSING)) {
      const delivery = after[first(slug)];
      expect([slug, delivery?.state, delivery?.attempts]).toEqual([slug, 'handed_over', 2]);
      expect(delivery?.messageId).toBe(before[first(slug)]?.messageId);
      const raw = Buffer.from((await staff.get(delivery?.rawUrl ?? '')).text);
      const copies = got(first(slug));
      expect([slug, copies.length]).toEqual([slug, MAYBE_TWICE.includes(slug) ? 2 : 1]);
      for (const copy of copies) expect(copy.raw.equals(raw)).toBe(true);
    }
    expect(got(first('well'))).toHaveLength(1);
  });

  it.each(GREETINGS)('waits out a relay that %s', async (_what, greeting, words) => {
    const slug = `greet-${GREETINGS.findIndex(([, each]) => each === greeting)}`;
    sink.hangUp();
    sink.greet(greeting);
    const notification = await told(calm, slug);
    const delayed = await only(notification);
    expect(delayed).toMatchObject({
      state: 'delayed',
      attempts: 1,
      reason: 'The mail server does not take up the conversation.',
    });
    expect(delayed.response).toMatch(words);
    sink.behaveWell();
    await test.jump(61);
    await test.settled();
    expect(await only(notification)).toMatchObject({ state: 'handed_over', attempts: 2 });
    expect(got(first(slug))).toHaveLength(1);
    expect((await contactOf(slug, first(slug)))?.undeliverableSince).toBeNull();
  });

  it('waits out a relay that is not there, for all mails, and blames no contact', async () => {
    const slugs = ['well', 'soft-mailbox', 'soft-space'];
    const sofar = messagesOf(sink).length;
    await sink.goAway();
    const notification = await told(calm, ...slugs);
    const down = Object.values(await deliveries(notification));
    expect(down.map(({ state, attempts }) => [state, attempts])).toEqual(slugs.map(() => ['delayed', 1]));
    for (const { response, reason } of down) {
      expect(response).toMatch(/ECONNREFUSED|ECONNRESET|closed/);
      expect(reason).toMatch(/cannot be reached|ended before|take up the conversation/);
    }
    await sink.comeBack();
    await test.jump(61);
    await test.settled();
    const up = Object.values(await deliveries(notification));
    expect(up.map(({ state, attempts }) => [state, attempts])).toEqual(slugs.map(() => ['handed_over', 2]));
    expect(messagesOf(sink)).toHaveLength(sofar + 3);
    for (const slug of slugs) expect((await contactOf(slug, first(slug)))?.undeliverableSince).toBeNull();
  });

  it('refused for one recipient of five, sends to the other four', async () => {
    sink.behave(first('five-3'), { at: 'rcpt', reply: 550, text: '5.1.1 no such user' });
    const five = Object.values(await deliveries(await told(calm, ...FIVE)));
    expect(five.map(({ contact, state }) => [contact.email, state]).sort()).toEqual(
      FIVE.map((slug) => [first(slug), slug === 'five-3' ? 'bounced' : 'handed_over']),
    );
    expect(FIVE.map((slug) => got(first(slug)).length)).toEqual([1, 1, 0, 1, 1]);
  });

  it('has no more than two mails to one domain under way', async () => {
    let [underWay, most] = [0, 0];
    sink.whim = (at, address) => {
      if (!address.endsWith('@house.example')) return undefined;
      if (at === 'rcpt') most = Math.max(most, (underWay += 1));
      if (at === 'data') setTimeout(() => (underWay -= 1), 80);
      return at === 'data' ? { at, delayMs: 100 } : undefined;
    };
    const all = Object.values(await deliveries(await told(calm, ...HOUSEMATES)));
    expect(all.map(({ state }) => state)).toEqual(HOUSEMATES.map(() => 'handed_over'));
    expect(most).toBe(2);
  });

  it.each([
    ['unknown-user', { at: 'rcpt', reply: 550, text: '5.1.1 no such user' }, true],
    ['full', { at: 'data', reply: 552, text: '5.2.2 mailbox full' }, true],
    ['noise-hard', { at: 'rcpt', garbage: 550 }, true],
    ['refused-content', { at: 'data', reply: 554, text: '5.6.0 not like this' }, false],
    ['blocklisted', { at: 'rcpt', reply: 554, text: '5.7.1 your address is on a list' }, false],
    ['relay-denied', { at: 'rcpt', reply: 550, text: '5.7.1 relaying denied' }, false],
  ] as [string, SinkBehaviour, boolean][])(
    'tells the next contact at once when the first is refused: %s',
    async (slug, behaviour, marks) => {
      sink.behave(first(slug), behaviour);
      const notification = await told(urgent, slug);
      const after = await deliveries(notification);
      expect(after[first(slug)]).toMatchObject({
        state: 'bounced',
        attempts: 1,
        nextTryAt: null,
        reason: marks
          ? 'Refused for good: this address takes no mail, and its contact is marked.'
          : 'Refused for good, for what it says or for coming from us. The address itself may be good.',
      });
      expect(after[second(slug)]).toMatchObject({
        state: 'handed_over',
        attempts: 1,
        insteadOf: after[first(slug)]?.id,
      });
      expect(Object.keys(after)).toHaveLength(2);
      expect([got(first(slug)).length, got(second(slug)).length]).toEqual([0, 1]);
      expect(await storyOf(urgent, notification)).toEqual([
        'notification.queued -',
        `delivery.bounced ${first(slug)}`,
        `delivery.escalated ${second(slug)}`,
        `delivery.sent ${second(slug)}`,
      ]);
      const isMarked = (await contactOf(slug, first(slug)))?.undeliverableSince !== null;
      expect(isMarked).toBe(marks);
      // Whoever is marked is passed over next time; whoever was refused for our sake is not.
      sink.behaveWell();
      expect(Object.keys(await deliveries(await told(urgent, slug)))).toEqual([
        marks ? second(slug) : first(slug),
      ]);
    },
  );

  it('tries every address when all are marked, and a success takes the mark off', async () => {
    const slug = 'unknown-user';
    sink.behave(second(slug), { at: 'rcpt', reply: 550, text: '5.1.1 gone too' });
    const lost = await told(urgent, slug);
    expect((await storyOf(urgent, lost)).slice(1)).toEqual([
      `delivery.bounced ${second(slug)}`,
      `delivery.escalated ${second(slug)}`,
    ]);
    sink.behaveWell();
    const found = await deliveries(await told(urgent, slug));
    expect(Object.entries(found).map(([email, { state }]) => [email, state])).toEqual([
      [first(slug), 'handed_over'],
      [second(slug), 'handed_over'],
    ]);
    for (const email of [first(slug), second(slug)])
      expect((await contactOf(slug, email))?.undeliverableSince).toBeNull();
  });

  it('calls for a person, once, when an urgent mail is not through after 15 minutes; gives up after two days', async () => {
    sink.behave(first('late'), { at: 'rcpt', reply: 451, text: '4.2.0 later' });
    const notification = await told(urgent, 'late');
    for (const seconds of [61, 121, 241]) {
      await test.jump(seconds);
      await test.settled();
    }
    expect(Object.keys(await deliveries(notification))).toEqual([first('late')]);
    await test.jump(481);
    await test.settled();
    const late = (await deliveries(notification))[first('late')];
    expect(late).toMatchObject({ state: 'delayed', attempts: 5 });
    await test.jump(3_600);
    await test.settled();
    const story = [
      'notification.queued -',
      `delivery.delayed ${first('late')}`,
      `delivery.escalated ${first('late')}`,
      `delivery.escalated ${second('late')}`,
      `delivery.sent ${second('late')}`,
    ];
    expect(await storyOf(urgent, notification)).toEqual(story);

    await test.jump(48 * 3_600);
    await test.settled();
    const after = await deliveries(notification);
    expect(after[first('late')]).toMatchObject({ state: 'failed', attempts: 7 });
    expect(after[first('late')]?.reason).toMatch(
      /^Given up after two days and 7 tries\. The mail server puts it off\.$/,
    );
    expect(await storyOf(urgent, notification)).toEqual([...story, `delivery.failed ${first('late')}`]);
    expect(got(first('late'))).toEqual([]);
  });

  it('escalates a given-up mail of no urgency too, for nobody else can be mailed', async () => {
    sink.behave(first('given-up'), { at: 'rcpt', reply: 451 });
    const notification = await told(calm, 'given-up');
    await test.jump(49 * 3_600);
    await test.settled();
    expect(await only(notification)).toMatchObject({ state: 'failed', attempts: 2 });
    expect(await storyOf(calm, notification)).toEqual([
      'notification.queued -',
      `delivery.delayed ${first('given-up')}`,
      `delivery.failed ${first('given-up')}`,
      `delivery.escalated ${first('given-up')}`,
    ]);
  });

  it('ends every delivery in a state that a person sees, and the sink has what was meant for it and no more', async () => {
    const rows = await test.sql<{
      id: string;
      email: string;
      state: string;
      sha256: string;
      allowed: number;
    }>(
      `SELECT message_id AS id, recipient->>'email' AS email, state, raw_sha256 AS sha256,
              (SELECT count(*)::int FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.stage = 'data' AND a.outcome = 'soft_fail') AS allowed
         FROM deliveries d`,
    );
    expect(rows.filter(({ state }) => ['queued', 'sending', 'delayed'].includes(state))).toEqual([]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const copies = new Map<string, number>();
    for (const { raw, to } of messagesOf(sink)) {
      const id = fieldOf(raw, 'Message-ID');
      const row = byId.get(id);
      expect(to).toEqual([row?.email]);
      expect(createHash('sha256').update(raw).digest('hex')).toBe(row?.sha256);
      copies.set(id, (copies.get(id) ?? 0) + 1);
    }
    for (const { id, state, allowed } of rows) {
      const count = copies.get(id) ?? 0;
      if (state === 'handed_over') {
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(1 + allowed);
      } else expect(count).toBe(0);
    }
  });
});
