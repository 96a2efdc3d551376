import type { CapturedMail } from '../captured-mail.ts';
import { gpgSays, writeVerifiable } from '../gpg.ts';
import { castOf, dutyOf, RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import { endedDeliveries, fileReport, mailTo, nocOf, spoken } from './stage.ts';
import type { ImpactView, IncidentView } from './views.ts';

/** min; how long it has gone on when somebody reports it. */
const SINCE = 12;

/** One address fails; who else stands on it is worked out from the root zone, and each is told. */
export async function failureOfOneAddress(stage: Stage): Promise<IncidentView> {
  const { terminal, shared } = stage;
  const [first = ''] = castOf(shared);
  const responder = stage.as(RESPONDER);
  terminal.chapter('One address fails, and who else stands on it is told');
  terminal.note(
    terminal.warning(
      'From here on everything is invented. The address was picked from the root zone; it did not fail.',
    ),
  );
  terminal.gap();
  const occurredAt = new Date(Date.now() - SINCE * 60_000).toISOString();
  const { filed, triaged, incident } = await fileReport(stage.as(dutyOf(first)), responder, {
    summary: `Name server ${shared.host} (${shared.address}) gives no answer over IPv4`,
    description:
      `One of the secondaries of ${spoken(first)} has been timing out for ${SINCE} minutes from all our probes. ` +
      'Some queries are lost or slow. The provider of the server has been called and has not answered yet.',
    kind: 'authoritative-outage',
    severity: 'high',
    ongoing: true,
    occurredAt,
    resources: [{ type: 'ip', value: shared.address }],
  });
  terminal.step(
    `The registry of ${spoken(first)} reports: ${shared.host} (${shared.address}) gives no answer.`,
  );
  terminal.note(
    `Stored before it was answered: report ${filed.number}, receipt SHA-256 ${filed.receipt.sha256.slice(0, 16)}…`,
  );
  terminal.gap();
  terminal.step(`Triage opens incident #${incident.number}: ${incident.kind}, ${incident.severity}. Why:`);
  for (const { text } of [
    ...(triaged.reasons?.kind ?? []).slice(0, 2),
    ...(triaged.reasons?.severity ?? []).slice(0, 1),
  ])
    terminal.note(`- ${text}`);
  terminal.gap();
  await whoElse(stage);
  await tell(stage, incident);
  return incident;
}

/** The same question by hand: `POST /impact`. */
async function whoElse(stage: Stage): Promise<void> {
  const { terminal, shared, slugs } = stage;
  const impact = await stage
    .as(RESPONDER)
    .post<ImpactView>('impact', { resources: [{ type: 'ip', value: shared.address }] });
  const hard = impact.tlds.filter((tld) => tld.class !== 'name_dependency');
  for (const slug of shared.operators) {
    const { id } = await stage.as(RESPONDER).get<{ id: string }>(`operators/${slug}`);
    slugs.set(id, slug);
  }
  terminal.step(
    `Who else? By root zone ${impact.serial} ${hard.length} TLDs of ${shared.operators.length} operators have a server there.`,
  );
  terminal.note(
    'Each TLD has other servers, so none is dark, but all are weaker. "n of m" counts what is hit; a server counts ' +
      'when all its addresses are.',
  );
  terminal.table([
    ['TLD', 'operator', 'servers', 'IPv4', 'IPv6'],
    ...hard.map(({ label, operatorId, servers, ipv4, ipv6 }) => [
      `.${label}`,
      slugs.get(operatorId ?? '') ?? '-',
      ...[servers, ipv4, ipv6].map(({ hit, total }) => `${hit} of ${total}`),
    ]),
  ]);
  const { allServers, nameDependency } = impact.counts;
  if (nameDependency > 0)
    terminal.note(
      `Besides, ${nameDependency} TLDs depend on it by a name alone; a person decides whether to tell those.`,
    );
  if (allServers > 0) terminal.note(`${allServers} of them lose all their servers.`);
}

async function tell(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, shared, settings } = stage;
  const deliveries = await endedDeliveries(stage.as(RESPONDER), incident.id, 'notice');
  const sent = deliveries.filter(({ state }) => state === 'handed_over').length;
  terminal.step(
    `Told without a hand (AUTO_NOTIFY=high): ${sent} signed mails to ${deliveries.length} contacts, one an operator, captured, not sent.`,
  );
  terminal.note(deliveries.map(({ contact }) => contact.email).join(', '));
  terminal.gap();
  const shown = shared.operators.find((slug) => slug !== castOf(shared)[0]) ?? '';
  const mail = await mailTo(stage, nocOf(shown), incident.number);
  terminal.step(
    `The mail to the registry of ${spoken(shown)}, as its reader sees it. No other operator is named in it.`,
  );
  terminal.look('File', mail.path);
  terminal.quote(`To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`);
  await verify(stage, mail, settings.config.DATA_DIR);
}

async function verify(stage: Stage, mail: CapturedMail, dataDir: string): Promise<void> {
  const { terminal } = stage;
  const key = await fetch(`${stage.base}/.well-known/dnscert.asc`);
  const files = await writeVerifiable(dataDir, mail, await key.text());
  terminal.step('Is it ours? Its signed part, its signature and our key, as gpg wants them:');
  terminal.command(`cd ${files.folder}`);
  terminal.command('export GNUPGHOME=$(mktemp -d); gpg --quiet --import dnscert.asc');
  terminal.command('gpg --verify signed-part.asc signed-part');
  const verdict = await gpgSays(files);
  if (verdict === null) terminal.note('There is no gpg on this machine, so nobody looked.');
  else {
    const line = verdict.said.split('\n').find((text) => /(good|bad) signature/i.test(text)) ?? verdict.said;
    terminal.note(verdict.good ? terminal.good(line) : terminal.warning(line));
  }
}
