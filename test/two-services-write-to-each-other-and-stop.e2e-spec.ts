import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessage, encrypt, readKey } from 'openpgp';
import { Listener } from '#libs/inbox';
import { readContactKey } from '#libs/mail';
import { openIncident, tell } from './fixtures/casework.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import { bring, encryptedMail, plainMail } from './fixtures/incoming-mail.ts';
import { ForwardingRelay } from './harness/forwarding-relay.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Side {
  domain: string;
  test: TestService;
  port: number;
}

/** The mark by which programs know each other is taken out on the way, which is the worst that can happen. */
describe.each([[[]], [['Auto-Submitted', 'Precedence', 'List-Id']]])(
  'two services that are each other’s contacts, without %j (queues on ' + QUEUES + ')',
  (strip: string[]) => {
    let relay: ForwardingRelay;
    let sides: Side[];

    beforeAll(async () => {
      relay = await ForwardingRelay.start(strip);
      sides = [];
      for (const domain of ['a.example', 'b.example']) {
        const test = await TestService.start({
          smtp: false,
          env: { MAIL_DOMAIN: domain, SMTP_URL: relay.url, INBOUND_SMTP_PORT: '0', AUTO_NOTIFY: 'off' },
        });
        const port = test.service.app.get(Listener).port ?? 0;
        relay.route(domain, port);
        sides.push({ domain, test, port });
      }
      await know(sides[0], sides[1]);
      await know(sides[1], sides[0]);
    });
    afterAll(async () => {
      for (const { test } of sides) await test.stop();
      await relay.stop();
    });

    /** The one has the other in its directory, with its key. */
    async function know(one: Side | undefined, other: Side | undefined): Promise<void> {
      if (one === undefined || other === undefined) throw new Error('there are two');
      await one.test.importOperators({
        slug: 'other',
        tlds: ['aa'],
        contacts: [
          { email: `cert@${other.domain}`, role: 'security', order: 1 },
          { email: `report@${other.domain}`, role: 'noc', order: 2 },
        ],
      });
      const armored = (await other.test.api().get('/.well-known/dnscert.asc')).text;
      await one.test.sql(
        `UPDATE contacts SET key_armored = $1, key_fingerprint = $2, key_algorithm = 'x', updated_at = now()`,
        [armored, (await readContactKey(armored)).fingerprint],
      );
    }

    /** Mail that asks for an answer, as if the other had sent it, at each address of ours that gives one. */
    async function provoke({ domain, port, test }: Side, other: string): Promise<void> {
      const [delivery] = await test.sql<{ mail_token: string }>('SELECT mail_token FROM deliveries LIMIT 1');
      const sealed = String(
        await encrypt({
          message: await createMessage({ text: 'x' }),
          encryptionKeys: await readKey({ armoredKey: (await openpgpKey('x@y.example')).publicKey }),
        }),
      );
      for (const local of ['report', 'cert']) {
        const from = `${local}@${other}`;
        for (const to of [
          `report@${domain}`,
          `cert@${domain}`,
          `reply+${delivery?.mail_token ?? ''}@${domain}`,
        ]) {
          await bring(port, from, to, plainMail({ from, to }, 'STATUS: recovered'));
          await bring(port, from, to, encryptedMail({ from, to }, sealed));
        }
      }
    }

    const settled = async () => {
      for (let before = -1; before !== relay.forwarded.length;) {
        before = relay.forwarded.length;
        for (const { test } of sides) await test.settled(30_000);
      }
    };

    it('come to rest, and answer each other at most once an hour', async () => {
      const [a, b] = sides as [Side, Side];
      for (const { test } of sides) {
        const staff = await test.signUp('responder');
        const incident = await openIncident(test, staff, {
          summary: 'Wrong answers',
          severity: 'low',
          resources: [{ type: 'tld', value: 'aa' }],
        });
        await tell(staff, incident.id, { audience: { operators: ['other'] }, template: 'notice' });
      }
      await settled();
      const told = relay.forwarded.length;
      await provoke(a, b.domain);
      await provoke(b, a.domain);
      await settled();
      const first = relay.forwarded.length - told;
      await provoke(a, b.domain);
      await provoke(b, a.domain);
      await settled();
      process.stdout.write(
        `without ${strip.join(', ') || 'nothing'}: ${told} mails of ours, ${first} answers to 24 mails, then ${relay.forwarded.length - told - first}\n`,
      );
      // Each side has two addresses to answer, and a receipt for what looks like a signed report of the other.
      expect(first).toBeLessThanOrEqual(8);
      expect(relay.forwarded.length - told - first).toBe(0);
    });
  },
);
