import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfferedTls } from '#libs/notifications';
import { deliveriesOf, openIncident, tell } from './fixtures/casework.ts';
import type { DeliveryView, IncidentView } from './fixtures/casework.ts';
import { certificateIfPossible } from './fixtures/certificates.ts';
import type { Certificate } from './fixtures/certificates.ts';
import type { Api } from './harness/api.ts';
import { TestService } from './harness/service.ts';
import { SmtpSink } from './harness/smtp-sink.ts';

const tls = certificateIfPossible('IP:127.0.0.1');
const suite = tls === null ? describe.skip : describe;
const NO_STARTTLS =
  'Kept back: the server does not offer STARTTLS, which is demanded. It may have been taken out on the way.';
const WRONG_CERTIFICATE = 'Kept back: the certificate of the server is not good for its name.';

suite('where TLS is demanded, mail waits for it and says why', () => {
  const email = 'first@registry.example';
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
      env: {
        SMTP_URL: `${sink.url}?starttls=required&limit=3&idle=0.05`,
        SMTP_CA_FILE: join(folder, 'ca.pem'),
        AUTO_NOTIFY: 'off',
      },
    });
    await test.importOperators({ slug: 'registry', contacts: [{ email, role: 'security' }] });
    staff = await test.signUp('responder');
    incident = await openIncident(test, staff, { summary: 'Slow answers now and then', severity: 'low' });
  });
  afterAll(async () => {
    await test.stop();
    await sink.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(() => {
    sink.behaveWell();
    sink.hangUp();
  });

  const told = async (): Promise<() => Promise<DeliveryView | undefined>> => {
    const { id } = await tell(staff, incident.id, { audience: { operators: ['registry'] } });
    await test.settled();
    return async () => (await deliveriesOf(staff, id))[email];
  };

  it('goes out under TLS, with a certificate that is good', async () => {
    const delivery = await (await told())();
    expect(delivery).toMatchObject({ state: 'handed_over', reason: null });
    expect(delivery?.history).toMatchObject([
      { host: '127.0.0.1', address: '127.0.0.1', tls: 'TLSv1.3', tlsReason: null },
    ]);
  });

  it.each<[string, () => void, string, RegExp]>([
    ['STARTTLS is stripped', () => sink.offer('no STARTTLS'), NO_STARTTLS, /^50[02] /],
    [
      'the certificate is somebody else’s',
      () => sink.offer(certificateIfPossible('IP:127.0.0.1') ?? { key: '', cert: '' }),
      WRONG_CERTIFICATE,
      /certificate/i,
    ],
  ])('waits while %s', async (_what, break_, why, words) => {
    const before = sink.messages.length;
    sink.hangUp();
    break_();
    const look = await told();
    const delayed = await look();
    expect(delayed).toMatchObject({ state: 'delayed', attempts: 1, reason: why });
    expect(delayed?.response).toMatch(words);
    expect(delayed?.history).toMatchObject([{ stage: 'tls', tls: null, tlsReason: why }]);
    expect(sink.messages).toHaveLength(before);

    sink.behaveWell();
    await test.jump(61);
    await test.settled();
    const sent = await look();
    expect(sent).toMatchObject({ state: 'handed_over', attempts: 2, reason: null });
    expect(sent?.history.at(-1)).toMatchObject({ tls: 'TLSv1.3', tlsReason: null });
    expect(sink.messages).toHaveLength(before + 1);
  });
});

suite('a server that offered STARTTLS and does not now', () => {
  it('gets no mail, and a person sees why; until somebody says that it is right', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-ca-'));
    await writeFile(join(folder, 'ca.pem'), tls?.cert ?? '');
    const sink = await SmtpSink.start({ tls: tls as Certificate });
    const test = await TestService.start({
      smtp: false,
      env: {
        SMTP_URL: `${sink.url}?limit=3&idle=0.05`,
        SMTP_CA_FILE: join(folder, 'ca.pem'),
        AUTO_NOTIFY: 'off',
      },
    });
    try {
      await test.importOperators({
        slug: 'registry',
        contacts: [{ email: 'a@registry.example', role: 'noc' }],
      });
      const staff = await test.signUp('responder');
      const incident = await openIncident(test, staff, { summary: 'Slow answers', severity: 'low' });
      const told = async () => {
        const { id } = await tell(staff, incident.id, { audience: { operators: ['registry'] } });
        await test.settled();
        return async () => Object.values(await deliveriesOf(staff, id))[0];
      };
      expect(await (await told())()).toMatchObject({ state: 'handed_over', history: [{ tls: 'TLSv1.3' }] });
      const before = sink.messages.length;
      sink.offer('no STARTTLS');
      sink.hangUp();
      const look = await told();
      const why = expect.stringMatching(
        /^Kept back: the server offers no STARTTLS now, and did on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\./,
      );
      expect(await look()).toMatchObject({
        state: 'delayed',
        reason: why,
        history: [{ stage: 'tls', tls: null, tlsReason: why }],
      });
      expect(sink.messages).toHaveLength(before);
      expect(await test.service.app.get(OfferedTls).forget('127.0.0.1')).toBe(true);
      await test.jump(61);
      await test.settled();
      expect(await look()).toMatchObject({
        state: 'handed_over',
        history: [{}, { tls: null, tlsReason: expect.stringContaining('starttls=opportunistic') }],
      });
    } finally {
      await test.stop();
      await sink.stop();
      await rm(folder, { recursive: true });
    }
  });
});

suite('a certificate for another name', () => {
  it('keeps mail back, though its authority is ours', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-ca-'));
    await writeFile(join(folder, 'ca.pem'), tls?.cert ?? '');
    const sink = await SmtpSink.start({ tls: tls as Certificate });
    const test = await TestService.start({
      smtp: false,
      env: { SMTP_URL: `smtp://localhost:${sink.port}?limit=3`, SMTP_CA_FILE: join(folder, 'ca.pem') },
    });
    try {
      await test.importOperators({
        slug: 'registry',
        contacts: [{ email: 'a@registry.example', role: 'noc' }],
      });
      const staff = await test.signUp('responder');
      const incident = await openIncident(test, staff, { summary: 'Slow answers', severity: 'low' });
      const { id } = await tell(staff, incident.id, { audience: { operators: ['registry'] } });
      await test.settled();
      const [delivery] = Object.values(await deliveriesOf(staff, id));
      expect(delivery).toMatchObject({ state: 'delayed', reason: WRONG_CERTIFICATE });
      expect(delivery?.history).toMatchObject([{ host: 'localhost', stage: 'tls' }]);
      expect(sink.messages).toEqual([]);
    } finally {
      await test.stop();
      await sink.stop();
      await rm(folder, { recursive: true });
    }
  });
});
