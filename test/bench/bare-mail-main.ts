import {
  composeEncrypted,
  composeSigned,
  generateSigningKey,
  messageId,
  openRecipientKey,
  openSigningKey,
  parseRelayUrl,
  SmtpTransport,
} from '#libs/mail';

/**
 * The limit that sending is measured against, in a process of its own: one thread that signs, encrypts where it should, and hands over, without rows,
 * queue or record. Connections and concurrency as in the service's relay. `once`: one mail is made and goes to all.
 */
interface Task {
  relay: string;
  text: string;
  count: number;
  keys: string[];
  once: boolean;
}

const CONNECTIONS = 8;

process.once('message', (task: Task) => void run(task));

async function run({ relay, text, count, keys, once }: Task): Promise<void> {
  const email = 'cert@dns-cert.example';
  const { armoredPrivateKey } = await generateSigningKey({ name: 'DNS-CERT', email, passphrase: 'bench' });
  const key = await openSigningKey(armoredPrivateKey, 'bench');
  const transport = new SmtpTransport({ relay: parseRelayUrl(relay), ehloName: 'dns-cert.example' });
  const makeFor = async (number: number) => {
    const message = {
      from: { name: 'DNS-CERT', address: email },
      to: { address: `noc@bare-${number}.example` },
      replyTo: { name: 'DNS-CERT', address: email },
      subject: '[DNS-CERT #2026-000001] TLP:AMBER: a notice of usual length',
      outerSubject: '[TLP:AMBER] Notice 2026-000001',
      text,
      date: new Date(),
      messageId: messageId('dns-cert.example'),
      userAgent: 'DNS-CERT/bench',
      returnPath: email,
    };
    const reader = keys[number % Math.max(1, keys.length)];
    return reader === undefined
      ? composeSigned(message, key)
      : composeEncrypted(message, key, await openRecipientKey(reader, message.date));
  };
  const forAll = once ? await makeFor(0) : null;
  let left = count;
  const begun = performance.now();
  const sendAll = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const mail = forAll ?? (await makeFor(left));
      await transport.send(mail);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendAll));
  const rate = (count * 1_000) / (performance.now() - begun);
  await transport.close();
  process.send?.(rate, () => process.exit(0));
}
