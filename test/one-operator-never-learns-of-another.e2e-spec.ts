import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Changes, heardBy } from '#libs/incidents';
import { seeded } from './faults/random.ts';
import { messagesOf } from './fixtures/mails.ts';
import type { Cast } from './fixtures/twin.ts';
import { SECRET, storyBy } from './fixtures/twin.ts';
import { Normaliser, wholeView } from './fixtures/whole-view.ts';
import type { Answer } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

jest.setTimeout(300_000);

const SEEDS = Array.from({ length: 6 }, (_, index) => index + 1);
/** s; a step is told from the next by the clock, and no promise of minutes or hours ends on the edge of one. */
const STEP = 700;

/** What the one operator has seen at the end of a story. */
interface Seen {
  /** Question to answer, made comparable. */
  answers: Map<string, string>;
  mails: string[];
  raw: string;
  /** Of incidents that it does not know, or of nothing. */
  guesses: Set<string>;
}

describe(`one operator never learns of another (queues on ${QUEUES})`, () => {
  let withOther: TestService;
  let without: TestService;
  const counts = { questions: 0, mails: 0, guesses: 0, steps: 0, heard: 0 };

  beforeAll(async () => {
    [withOther, without] = await Promise.all([TestService.start(), TestService.start()]);
    for (const test of [withOther, without])
      await test.importOperators(
        ...SEEDS.flatMap((seed) =>
          ['a', 'b'].map((letter) => ({
            slug: `registry-${letter}${seed}`,
            tlds: [`${letter}${letter}${'xyzuvwrst'[seed - 1] ?? ''}`],
            contacts: [
              { email: `noc@registry-${letter}${seed}.example`, role: 'security', order: 1 },
              { email: `deputy@registry-${letter}${seed}.example`, role: 'noc', order: 2 },
            ],
          })),
        ),
      );
  });
  afterAll(async () => {
    await Promise.all([withOther.stop(), without.stop()]);
    console.info(
      `${SEEDS.length} stories, ${counts.steps} steps of the other: ${counts.questions} answers, ${counts.mails} mails and ${counts.heard} events byte-identical, ${counts.guesses} guessed ids told nothing`,
    );
  });

  it.each(SEEDS)('whatever the other does, story %i', async (seed) => {
    const [there, here] = await Promise.all([play(withOther, seed, true), play(without, seed, false)]);
    for (const [question, answer] of there.answers)
      expect(`${question}\n${answer}`).toBe(`${question}\n${here.answers.get(question) ?? 'never asked'}`);
    expect([...there.answers.keys()]).toEqual([...here.answers.keys()]);
    expect(there.mails).toEqual(here.mails);
    expect(there.mails.length).toBeGreaterThan(2);
    for (const trace of [SECRET, `@registry-b${seed}`, 'the other'])
      expect(there.raw.includes(trace)).toBe(false);
    expect(there.guesses.size).toBe(1);
    counts.questions += there.answers.size;
    counts.mails += there.mails.length;
  });

  async function play(test: TestService, seed: number, isOtherThere: boolean): Promise<Seen> {
    const cast = await castOf(test, seed);
    const steps: number[] = [];
    const moments: string[] = [];
    const normaliser = new Normaliser(steps);
    for (const step of storyBy(seeded(seed))) {
      await test.jump(STEP);
      steps.push(await nowOf(test));
      const place = await test.service.app.get(Changes).here();
      if (!step.ofTheOther || isOtherThere)
        await step.act(cast).catch((error: unknown) => {
          throw new Error(`story ${seed}, ${step.name}: ${String(error)}`);
        });
      if (step.ofTheOther && isOtherThere) counts.steps += 1;
      await test.settled();
      for (const path of ['incidents', 'reports']) {
        const { text } = await cast.one.get(path);
        moments.push(`after ${step.name}: ${path} ${text}`);
      }
      moments.push(`during ${step.name}: heard ${await heardSince(place, cast)}`);
    }
    const since = steps.map((at) => new Date(at).toISOString());
    const view = await wholeView(cast.one, {
      tlds: [cast.tld, cast.otherTld],
      slugs: [cast.slug, cast.otherSlug],
      since,
    });
    const answers = new Map<string, string>();
    const keyOf = (question: string) =>
      normaliser.text(decodeURIComponent(question)).replace(/updatedSince=.*/, (at) => at);
    for (const [question, answer] of view) answers.set(keyOf(question), normaliser.answer(answer));
    for (const [index, moment] of moments.entries()) answers.set(`moment ${index}`, normaliser.text(moment));
    for (const [question, answer] of await deeds(cast)) answers.set(question, normaliser.answer(answer));
    const own = messagesOf(test.sink).filter(({ to }) =>
      to.some((address) => address.endsWith(`@${cast.slug}.example`)),
    );
    return {
      answers,
      mails: own.map((mail) => normaliser.mail(mail)).sort(),
      raw:
        [...view.values()].map(({ text }) => text).join('\n') +
        own.map(({ raw }) => raw.toString('utf8')).join('\n'),
      guesses: await guess(cast),
    };
  }

  /** What it was told of as it happened. */
  async function heardSince(place: string, { test, slug }: Cast): Promise<string> {
    const operatorId = await test.operatorId(slug);
    const news = await test.service.app.get(Changes).since(place, { staff: true, operatorIds: [operatorId] });
    const heard = heardBy({ all: false, operatorId }, news).map((change) => JSON.stringify(change));
    counts.heard += heard.length;
    return heard.sort().join(' ');
  }

  async function castOf(test: TestService, seed: number): Promise<Cast> {
    const letters = 'xyzuvwrst'[seed - 1] ?? '';
    const [slug, otherSlug] = [`registry-a${seed}`, `registry-b${seed}`];
    return {
      test,
      staff: await test.signUp('responder'),
      one: await test.signUp('operator', { operator: slug, email: `duty@${slug}.example` }),
      other: await test.signUp('operator', { operator: otherSlug, email: `duty@${otherSlug}.example` }),
      slug,
      otherSlug,
      tld: `aa${letters}`,
      otherTld: `bb${letters}`,
      reports: { staff: [], one: [], other: [] },
    };
  }

  /** What it is told when it asks for what it may not do, or by a version that is past, or agrees to a wider label. */
  async function deeds({ test, one, slug, reports }: Cast) {
    const operatorId = await test.operatorId(slug);
    const { body } = await one.get<{ items: { id: string }[] }>('incidents');
    const asked = body.items.flatMap(({ id }, index) => [
      [
        `${index}: a past version`,
        () => one.put(`incidents/${id}/affected/${operatorId}`, { state: 'seen' }, { 'if-match': '"999"' }),
      ] as const,
      [`${index}: a merge`, () => one.post(`incidents/${id}/merge`, { into: id, reason: 'x' })] as const,
      [`${index}: a move`, () => one.post(`incidents/${id}/transitions`, { to: 'closed' })] as const,
    ]);
    const consent = { to: 'CLEAR', reason: 'All may know' };
    const answers = new Map<string, Answer>();
    for (const [index, id] of reports.one.entries())
      answers.set(`${index}: a consent`, await one.post(`reports/${id}/tlp-consent`, consent));
    for (const [question, ask] of asked) answers.set(question, await ask());
    return answers;
  }

  /** Every id there is of what it does not know, and one of nothing: they must be answered alike. */
  async function guess({ test, one }: Cast): Promise<Set<string>> {
    const seen = new Set<string>();
    const known = (await one.get<{ items: { id: string }[] }>('incidents?limit=200')).body.items.map(
      ({ id }) => id,
    );
    const rows = await test.sql<{ id: string }>('SELECT id FROM incidents UNION SELECT id FROM notes');
    for (const id of [...rows.map((row) => row.id), '01890a5d-ac96-774b-bcce-b302099a8057'].filter(
      (each) => !known.includes(each),
    ))
      for (const path of ['', '/timeline', '/reports', '/affected', '/notes', '/attachments']) {
        const { status, body } = await one.get(`incidents/${id}${path}`);
        seen.add(JSON.stringify([status, { ...body, requestId: '' }]));
        counts.guesses += 1;
      }
    return seen;
  }

  async function nowOf(test: TestService): Promise<number> {
    const [row] = await test.sql<{ now: Date }>('SELECT dnscert_now() AS now');
    return row?.now.getTime() ?? 0;
  }
});
