import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HealthView } from '#libs/contracts';
import type { Exchange, Names } from '#libs/mail';
import { PinRounds } from '#libs/notifications';
import { deliveriesOf, openIncident, tell } from './fixtures/casework.ts';
import type { DeliveryView, IncidentView } from './fixtures/casework.ts';
import { certificateIfPossible } from './fixtures/certificates.ts';
import type { Certificate } from './fixtures/certificates.ts';
import type { Api } from './harness/api.ts';
import { TestService } from './harness/service.ts';
import { SmtpSink } from './harness/smtp-sink.ts';

/** The network's names, as this test has them. */
class MadeUpNames implements Names {
  fail = false;
  asked = 0;
  readonly exchanges: Record<string, Exchange[]> = {
    'registry.example': [
      { host: 'away.registry.example', priority: 20 },
      { host: 'mx.registry.example', priority: 10 },
    ],
    'second.example': [
      { host: 'away.registry.example', priority: 10 },
      { host: 'mx.registry.example', priority: 20 },
    ],
    'mute.example': [{ host: '', priority: 0 }],
  };
  readonly addresses: Record<string, string[]> = {
    'mx.registry.example': ['127.0.0.1'],
    // Nobody listens there.
    'away.registry.example': ['127.0.0.9'],
  };

  exchangesOf = (domain: string) => this.answer(this.exchanges[domain], domain);
  addressesOf = (host: string) => this.answer(this.addresses[host], host);

  private answer<T>(known: T | undefined, name: string): Promise<T> {
    this.asked += 1;
    return this.fail || known === undefined
      ? Promise.reject(new Error(`SERVFAIL ${name}`))
      : Promise.resolve(known);
  }
}

const tls = certificateIfPossible('DNS:mx.registry.example');
const suite = tls === null ? describe.skip : describe;

suite('mail straight to the servers of its readers, also while no name resolves', () => {
  const names = new MadeUpNames();
  let folder: string;
  let sink: SmtpSink;
  let test: TestService;
  let staff: Api;
  let incident: IncidentView;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dnscert-ca-'));
    await writeFile(join(folder, 'ca.pem'), tls?.cert ?? '');
    sink = await SmtpSink.start({ tls: tls as Certificate });
    test = await TestService.start({
      smtp: false,
      names,
      env: {
        SMTP_URL: `mx://direct?port=${sink.port}&addresses=any&starttls=required&limit=4&connect=1&idle=0.05`,
        SMTP_CA_FILE: join(folder, 'ca.pem'),
        AUTO_NOTIFY: 'off',
      },
    });
    await test.importOperators(
      ...['registry', 'second', 'mute', 'unknown'].map((slug) => ({
        slug,
        contacts: [{ email: `noc@${slug}.example`, role: 'noc' }],
      })),
    );
    staff = await test.signUp('responder');
    incident = await openIncident(test, staff, { summary: 'Slow answers now and then', severity: 'low' });
  });
  afterAll(async () => {
    await test.stop();
    await sink.stop();
    await rm(folder, { recursive: true });
  });

  const told = async (slug: string): Promise<DeliveryView | undefined> => {
    const { id } = await tell(staff, incident.id, { audience: { operators: [slug] } });
    await test.settled();
    return (await deliveriesOf(staff, id))[`noc@${slug}.example`];
  };

  it('goes to the first of them, under TLS with its own name', async () => {
    const delivery = await told('registry');
    expect(delivery).toMatchObject({ state: 'handed_over', reason: null });
    expect(delivery?.history).toMatchObject([
      { host: 'mx.registry.example', address: '127.0.0.1', pinnedAt: null, tls: 'TLSv1.3' },
    ]);
    expect(sink.messages.at(-1)?.to).toEqual(['noc@registry.example']);
  });

  it('goes to the next where the first is away', async () => {
    const delivery = await told('second');
    expect(delivery).toMatchObject({ state: 'handed_over', attempts: 1 });
    expect(delivery?.history).toMatchObject([{ host: 'mx.registry.example' }]);
  });

  it('does not try a domain that says it takes no mail, and marks the contact', async () => {
    const delivery = await told('mute');
    expect(delivery).toMatchObject({
      state: 'bounced',
      response: '556 5.1.10 mute.example takes no mail (null MX)',
    });
  });

  it('is looked up ahead for every contact, so that it goes out while nothing resolves', async () => {
    expect(await test.service.app.get(PinRounds).go()).toEqual(['unknown.example']);
    names.fail = true;
    const delivery = await told('registry');
    expect(delivery).toMatchObject({ state: 'handed_over', reason: null });
    const [attempt] = delivery?.history ?? [];
    expect(attempt).toMatchObject({ host: 'mx.registry.example', address: '127.0.0.1', tls: 'TLSv1.3' });
    expect(Date.parse(attempt?.pinnedAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
  });

  it('knows where members of lists are, and tells people on the health page whose servers moved', async () => {
    names.fail = false;
    names.exchanges['member.example'] = [{ host: 'mx.registry.example', priority: 10 }];
    const lead = await test.signUp('lead');
    await lead.post('lists', { slug: 'news', name: 'News', description: 'For members', tlp: 'CLEAR' });
    await lead.post('lists/news/subscriptions', { email: 'a@member.example' });
    const rounds = test.service.app.get(PinRounds);
    const moved = async () => {
      await rounds.go();
      const { findings } = (await lead.get<HealthView>('health')).body;
      return findings.find(({ look }) => look === 'mailServers');
    };
    expect(await moved()).toMatchObject({ state: 'ok', figures: { moved: 0, changes: [] } });
    expect(await test.sql(`SELECT exchanges FROM pinned_exchanges WHERE domain = 'member.example'`)).toEqual([
      { exchanges: names.exchanges['member.example'] },
    ]);
    // The same in another order is no move.
    names.exchanges['registry.example'] = [...(names.exchanges['registry.example'] ?? [])].reverse();
    names.exchanges['member.example'] = [{ host: 'mx.elsewhere.example', priority: 10 }];
    expect(await moved()).toMatchObject({
      state: 'warn',
      figures: {
        moved: 1,
        changes: [{ name: 'member.example', was: ['mx.registry.example'], is: ['mx.elsewhere.example'] }],
      },
    });
    await test.sql(`UPDATE pinned_exchanges SET changed_at = changed_at - interval '3 days'`);
    expect(await moved()).toMatchObject({ state: 'ok' });
    names.fail = true;
  });

  it('waits, and says so, for whom nothing was ever seen', async () => {
    expect(await told('unknown')).toMatchObject({
      state: 'delayed',
      reason: 'The mail server cannot be reached.',
      response: 'Its mail servers cannot be found: SERVFAIL unknown.example',
    });
  });

  it('holds a remembered server to its name as well', async () => {
    const other = certificateIfPossible('DNS:elsewhere.example');
    sink.hangUp();
    sink.offer(other as Certificate);
    const before = sink.messages.length;
    const delivery = await told('registry');
    expect(delivery).toMatchObject({
      state: 'delayed',
      reason: 'Kept back: the certificate of the server is not good for its name.',
    });
    expect(delivery?.history).toMatchObject([{ host: 'mx.registry.example', stage: 'tls', tls: null }]);
    expect(sink.messages).toHaveLength(before);
    sink.behaveWell();
  });

  it('speaks to no address that a domain names as its server', async () => {
    names.fail = false;
    names.exchanges['unknown.example'] = [{ host: '127.0.0.1', priority: 10 }];
    const before = sink.connections;
    expect(await told('unknown')).toMatchObject({ state: 'delayed', response: 'It has no mail server' });
    expect(sink.connections).toBe(before);
    names.fail = true;
  });

  it('trusts no place that was not seen for a month', async () => {
    await test.sql(`UPDATE pinned_exchanges SET seen_at = seen_at - interval '31 days'`);
    expect(await told('second')).toMatchObject({ state: 'delayed' });
  });
});
