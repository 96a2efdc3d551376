import type { InboundView } from '#libs/contracts';
import { bring, nestedMail, plainMail, signedMail } from '../incoming-mail.ts';
import { castOf, dutyOf, LEAD, RESPONDER } from '../people.ts';
import { storyKey } from '../story-key.ts';
import type { StoryKey } from '../story-key.ts';
import type { Stage } from './stage.ts';
import { mailTo, nocOf, spoken, until } from './stage.ts';
import type { IncidentView } from './views.ts';

/** Mail from outside: an answer that counts, one that does not, a report of a stranger, a spoof, and one that asks for too much. */
export async function mailComesIn(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, shared } = stage;
  const [, second = ''] = castOf(shared);
  const third = shared.operators.find((slug) => !castOf(shared).includes(slug)) ?? '';
  const security = `security@${second}.example`;
  terminal.chapter('Mail comes in, and each gets four verdicts');
  const key = await giveKey(stage, second, security);
  terminal.step(
    `The registry of ${spoken(second)} gives its security contact a key; a lead confirms it by phone.`,
  );
  const to = (await mailTo(stage, nocOf(second), incident.number)).replyTo;
  const head = { from: security, to, subject: `Re: #${incident.number}` };
  const said = 'STATUS: mitigating\r\n\r\nTraffic goes to the other servers. We watch it.';
  tellOf(stage, await came(stage, head, await signedMail(head, said, key.detachSign)));
  tellOf(stage, await came(stage, ...(await spoofOf(stage, incident, third))));
  const unsigned = { from: nocOf(third), to: await replyOf(stage, incident, third), subject: 'Re: notice' };
  tellOf(stage, await came(stage, unsigned, plainMail(unsigned, 'STATUS: recovered')));
  const report = {
    from: 'researcher@university.example',
    to: 'report@cert.example',
    subject: 'Odd answers for a name below .zz',
  };
  const words = 'Two of our probes get an address for a name that does not exist.\r\nSince about noon, UTC.';
  tellOf(stage, await came(stage, report, plainMail(report, words)));
  const bomb = { from: 'curious@elsewhere.example', to: 'report@cert.example', subject: 'Can you read me?' };
  tellOf(stage, await came(stage, bomb, nestedMail(bomb, 60)));
  terminal.gap();
}

/** The real way: the operator asks for it, and somebody of the CERT calls a number that was known before. */
async function giveKey(stage: Stage, slug: string, email: string): Promise<StoryKey> {
  const key = await storyKey(`Security desk of ${spoken(slug)}`, email);
  const duty = stage.as(dutyOf(slug));
  const { items } = await duty.get<{ items: { id: string; email: string }[] }>(`operators/${slug}/contacts`);
  const contact = items.find((one) => one.email === email);
  const { change } = await duty.put<{ change: { id: string } | null }>(`contacts/${contact?.id ?? ''}/key`, {
    key: key.publicKey,
  });
  if (change !== null)
    await stage.as(LEAD).post(`contact-changes/${change.id}/call-back`, {
      number: '+1 555 0100',
      reason: 'Called the desk; the fingerprint was read out and is the same.',
    });
  return key;
}

const replyOf = async (stage: Stage, incident: IncidentView, slug: string): Promise<string> =>
  (await mailTo(stage, nocOf(slug), incident.number)).replyTo;

/** Says that it is from the security contact, and is signed by a key that nobody here has. */
async function spoofOf(
  stage: Stage,
  incident: IncidentView,
  slug: string,
): Promise<[{ from: string; to: string; subject: string }, string]> {
  const from = `security@${slug}.example`;
  const other = await storyKey('Somebody else', from);
  const head = { from, to: await replyOf(stage, incident, slug), subject: `Re: #${incident.number}` };
  return [head, await signedMail(head, 'STATUS: not affected', other.detachSign)];
}

/** Brings it, and waits until it is read. */
async function came(
  stage: Stage,
  head: { from: string; to: string; subject: string },
  raw: string,
): Promise<InboundView> {
  const words = await bring(stage.mailPort, head, raw);
  const id = / ([0-9a-f-]{36})/.exec(words)?.[1] ?? '';
  return until(`Reading of the mail from ${head.from}`, async () => {
    const mail = await stage.as(RESPONDER).get<InboundView>(`inbox/${id}`);
    return mail.state === 'received' ? null : mail;
  });
}

function tellOf({ terminal }: Stage, mail: InboundView): void {
  const { verdicts, envelope, outcome, outcomeWhy, asideWhy } = mail;
  terminal.step(`From ${envelope.from}: ${outcome ?? mail.state}. ${outcomeWhy ?? asideWhy ?? ''}`);
  if (verdicts !== null)
    terminal.note(
      `encrypted ${verdicts.encrypted.state}, signed ${verdicts.signed.state}, key ${verdicts.signer?.keyId ?? 'none'}, sender ${verdicts.sender.state}`,
    );
}
