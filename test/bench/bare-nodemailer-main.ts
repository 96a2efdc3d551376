import { createTransport } from 'nodemailer';

/**
 * What anybody would write to send one text to many, in a process of its own: nodemailer over a pool of as many connections as the service's
 * relay has. It makes each mail and hands it over; it signs nothing and remembers nothing.
 */
interface Task {
  relay: string;
  text: string;
  count: number;
}

const CONNECTIONS = 8;

process.once('message', (task: Task) => void run(task));

async function run({ relay, text, count }: Task): Promise<void> {
  const { hostname, port } = new URL(relay);
  const transport = createTransport({
    pool: true,
    host: hostname,
    port: Number(port),
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, number) =>
      transport.sendMail({
        from: 'cert@dns-cert.example',
        to: `reader@bare-${number}.example`,
        subject: '[DNS-CERT] TLP:CLEAR: an alert of usual length',
        text,
      }),
    ),
  );
  const rate = (count * 1_000) / (performance.now() - begun);
  transport.close();
  process.send?.(rate, () => process.exit(0));
}
