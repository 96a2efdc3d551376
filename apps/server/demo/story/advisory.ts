import type { AdvisoryView } from '#libs/contracts';
import { LEAD, RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';

const TEXT = {
  title: 'One address of a provider gave no answer; it answers again',
  summary:
    'A name server that several top-level domains share gave no answer over IPv4. Names under them kept resolving by their other servers.',
  body: `What happened

A fault in the network of a provider kept one address from answering. Other servers of the same domains carried the load.

What to do

Operators of resolvers: nothing. Operators of domains: see whether more than one of your servers stands behind one provider.`,
  references: ['https://datatracker.ietf.org/doc/html/rfc2182'],
};

/** What everybody may know: one person writes it, another publishes it. It names no incident, for that is not for everybody. */
export async function tellEverybody(stage: Stage): Promise<void> {
  const { terminal, base } = stage;
  const responder = stage.as(RESPONDER);
  terminal.chapter('What everybody may know becomes an advisory');
  const draft = await responder.post<AdvisoryView>('advisories', TEXT);
  const asked = await responder.postOn<AdvisoryView>(`advisories/${draft.id}/publication`, draft.version, {});
  terminal.step(
    'The responder writes an advisory and asks for its publication. Alone they cannot publish it.',
  );
  const { number } = await stage
    .as(LEAD)
    .postOn<AdvisoryView>(`advisories/${draft.id}/publication`, asked.version, {});
  terminal.step(`The lead reads it and publishes it: ${number ?? ''}, TLP:CLEAR.`);
  terminal.note(`For everybody: ${base}/advisories, and as a feed ${base}/advisories.atom`);
}
