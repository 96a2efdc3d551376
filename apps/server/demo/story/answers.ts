import { RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import { mailTo, nocOf, spoken } from './stage.ts';
import type { AffectedView, IncidentView } from './views.ts';

const COMMENT = 'Traffic moved to the other servers; the provider says it works on it.';

/** Operators answer by the links in their mails; one stays silent. */
export async function operatorsAnswer(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, shared } = stage;
  const silent = shared.operators.at(-1) ?? '';
  const [, first = '', second = ''] = shared.operators;
  terminal.chapter('The operators answer, and one stays silent');
  await answer(stage, incident, first, 'mitigating', COMMENT);
  await answer(stage, incident, second, 'affected');
  const others = shared.operators.filter((slug) => ![first, second, silent].includes(slug));
  for (const slug of others) await press(stage, incident, slug, 'seen');
  terminal.step(`The others press "seen": ${others.map(spoken).join(', ')}.`);
  terminal.note(`Nobody at the registry of ${spoken(silent)} opens the mail.`);
  terminal.gap();
  await showGrid(stage, incident);
}

/** In full: what opening does, and what the button does. */
async function answer(
  stage: Stage,
  incident: IncidentView,
  slug: string,
  said: string,
  comment?: string,
): Promise<void> {
  const { terminal } = stage;
  const { link, view, answers } = await press(stage, incident, slug, said, comment);
  terminal.step(`The registry of ${spoken(slug)} opens the link of its mail, then presses "${said}".`);
  terminal.look('GET', link);
  terminal.note(
    `shows: ${view.operatorName}, ${view.tlds}; answers so far: ${view.answers.length}. Opening alone answers nothing.`,
  );
  terminal.look('POST', `answer=${said}${comment === undefined ? '' : `, comment "${comment}"`}`);
  terminal.note(`answers now: ${answers}. No account was needed.`);
  terminal.gap();
}

interface LinkView {
  operatorName: string;
  tlds: string;
  answers: unknown[];
}

async function press(
  stage: Stage,
  incident: IncidentView,
  slug: string,
  said: string,
  comment?: string,
): Promise<{ link: string; view: LinkView; answers: number }> {
  const { link } = await mailTo(stage, nocOf(slug), incident.number);
  const path = new URL(link ?? '').pathname;
  const view = await stage.anybody.get<LinkView>(path);
  const after = await stage.anybody.post<LinkView>(path, {
    answer: said,
    ...(comment === undefined ? {} : { comment }),
  });
  return { link: link ?? '', view, answers: after.answers.length };
}

/** Operator × state, the page that a responder watches. */
async function showGrid(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, slugs } = stage;
  const { items } = await stage
    .as(RESPONDER)
    .get<{ items: AffectedView[] }>(`incidents/${incident.id}/affected`);
  const rows = items.filter(({ state }) => state !== 'suspected');
  const order = [...slugs.keys()];
  rows.sort((a, b) => order.indexOf(a.operatorId) - order.indexOf(b.operatorId));
  const silent = rows.filter(({ state }) => state === 'told').length;
  terminal.step(
    `#${incident.number}: ${rows.length} touched, ${rows.filter(({ toldAt }) => toldAt !== null).length} told, ` +
      `${rows.filter(({ answeredAt }) => answeredAt !== null).length} answered, ${silent} silent.`,
  );
  terminal.table([
    ['operator', 'told', 'answered', 'state'],
    ...rows.map(({ operatorId, state, toldAt, answeredAt }) => [
      slugs.get(operatorId) ?? operatorId,
      clock(toldAt),
      clock(answeredAt),
      state === 'told' ? `told, silent for ${secondsSince(toldAt)} s` : state,
    ]),
  ]);
  if (silent > 0)
    terminal.note(
      'Silence is shown as silence. It never counts as "not affected", and somebody has to ring.',
    );
}

const clock = (at: string | null) => (at === null ? '-' : at.slice(11, 19));
const secondsSince = (at: string | null) =>
  at === null ? 0 : Math.round((Date.now() - new Date(at).getTime()) / 1_000);
