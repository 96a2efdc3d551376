import type { DraftSentenceView } from '#libs/contracts';
import { instantWords, numberIn, sentence, textIn } from './source.ts';
import type { DraftNames, SourceEntry } from './source.ts';
import type { DraftWords } from './words/index.ts';

/** What the record says of one thing that is asked for, and what of it it does not say. */
export interface Found {
  sentences: DraftSentenceView[];
  missing: string[];
}

type Finder = (entries: readonly SourceEntry[], names: DraftNames, words: DraftWords) => Found;

const of = (entries: readonly SourceEntry[], ...types: string[]) =>
  entries.filter(({ type }) => types.includes(type));
const found = (sentences: DraftSentenceView[], missing: string): Found => ({
  sentences,
  missing: sentences.length === 0 ? [missing] : [],
});

/** A correction stands behind what it corrects: the last one counts. */
const lastAwareness = (entries: readonly SourceEntry[]) =>
  of(entries, 'awareness.set', 'awareness.corrected').at(-1);

export const awareness: Finder = (entries, _names, words) => {
  const last = lastAwareness(entries);
  const since = last === undefined ? null : textIn(last, 'to');
  return found(
    last === undefined || since === null ? [] : [sentence(words.aware(instantWords(since)), last)],
    words.missing.awareness,
  );
};

export const lawfulness: Finder = (entries, _names, words) =>
  judged(entries, 'unlawful', { ...words.unlawful, missing: words.missing.unlawful });

export const crossBorder: Finder = (entries, _names, words) =>
  judged(entries, 'crossBorder', { ...words.crossBorder, missing: words.missing.crossBorder });

function judged(
  entries: readonly SourceEntry[],
  field: string,
  words: Record<'yes' | 'no' | 'missing', string>,
): Found {
  const last = lastAwareness(entries);
  const answer = last === undefined ? null : textIn(last, field);
  return found(
    last !== undefined && (answer === 'yes' || answer === 'no') ? [sentence(words[answer], last)] : [],
    words.missing,
  );
}

export const description: Finder = (entries, names, words) => {
  const received = of(entries, 'report.received').map((entry) =>
    sentence(words.received(instantWords(entry.at), textIn(entry, 'sha256')), entry),
  );
  const opened = of(entries, 'incident.opened').map((entry) =>
    sentence(words.opened(instantWords(entry.at)), entry),
  );
  const judgements = of(entries, 'report.triaged').map((entry) => {
    const severity = textIn(entry, 'severity');
    const kind = names.kind(textIn(entry, 'kind') ?? '');
    return sentence(words.judged(kind, severity === null ? null : names.severity(severity)), entry);
  });
  const sentences = [...received, ...opened, ...judgements, ...changes(entries, names, words)];
  return { sentences, missing: judgements.length === 0 ? [words.missing.judgement] : [] };
};

function changes(entries: readonly SourceEntry[], names: DraftNames, words: DraftWords): DraftSentenceView[] {
  return of(entries, 'incident.edited').flatMap((entry) => {
    const { severity, kind } = Object(entry.data['to'] ?? {}) as Record<string, unknown>;
    const at = instantWords(entry.at);
    return [
      ...(typeof severity === 'string'
        ? [sentence(words.severitySet(at, names.severity(severity)), entry)]
        : []),
      ...(typeof kind === 'string' ? [sentence(words.kindSet(at, names.kind(kind)), entry)] : []),
    ];
  });
}

export const impact: Finder = (entries, names, words) =>
  found(
    [
      ...of(entries, 'impact.computed').map((entry) =>
        sentence(
          words.byRootZone(
            numberIn(entry, 'rootZoneSerial'),
            numberIn(entry, 'allServers') ?? 0,
            numberIn(entry, 'someServers') ?? 0,
          ),
          entry,
        ),
      ),
      ...standingOutages(entries).map((entry) => outage(entry, words)),
      ...of(entries, 'operator.added', 'operator.state_changed').flatMap((entry) => hit(entry, names, words)),
    ],
    words.missing.impact,
  );

/** Without those that were corrected or withdrawn since: a later entry names them by their id. */
function standingOutages(entries: readonly SourceEntry[]): SourceEntry[] {
  const noted = of(entries, 'outage.noted');
  const gone = new Set([
    ...noted.map((entry) => textIn(entry, 'corrects')),
    ...of(entries, 'outage.withdrawn').map((entry) => textIn(entry, 'outageId')),
  ]);
  return noted.filter((entry) => {
    const id = textIn(entry, 'outageId');
    return id === null || !gone.has(id);
  });
}

function outage(entry: SourceEntry, words: DraftWords): DraftSentenceView {
  const until = textIn(entry, 'until');
  return sentence(
    words.outage(
      textIn(entry, 'service') ?? '',
      textIn(entry, 'tld') ?? '',
      instantWords(textIn(entry, 'from') ?? ''),
      until === null ? null : instantWords(until),
    ),
    entry,
  );
}

function hit(entry: SourceEntry, names: DraftNames, words: DraftWords): DraftSentenceView[] {
  const state = words.hit[textIn(entry, 'to') ?? ''];
  const service = textIn(entry, 'serviceTo');
  if (state === undefined && service === null) return [];
  const who = names.operator(textIn(entry, 'operatorId') ?? '');
  const was = [
    ...(state === undefined ? [] : [state]),
    ...(service === null ? [] : [words.serviceWas(words.states[service] ?? service)]),
  ];
  return [sentence(words.operatorWas(instantWords(entry.at), who, was), entry)];
}

export const measures: Finder = (entries, names, words) =>
  found(
    [
      ...of(entries, 'operator.state_changed')
        .filter(({ data }) => data['to'] === 'told' || data['to'] === 'mitigating')
        .map((entry) => {
          const who = names.operator(textIn(entry, 'operatorId') ?? '');
          const did = entry.data['to'] === 'told' ? words.told : words.worked;
          return sentence(words.operatorWas(instantWords(entry.at), who, [did]), entry);
        }),
      ...of(entries, 'advisory.published').map((entry) =>
        sentence(words.advisory(instantWords(entry.at)), entry),
      ),
    ],
    words.missing.measures,
  );

/** Where our work is. */
export const standing: Finder = (entries, _names, words) => {
  const last = of(entries, 'incident.state_changed').at(-1);
  const to = last === undefined ? '' : (textIn(last, 'to') ?? '');
  return found(
    last === undefined ? [] : [sentence(words.standing(instantWords(last.at), words.states[to] ?? to), last)],
    words.missing.standing,
  );
};

/** As whoever closed it wrote. */
export const cause: Finder = (entries, _names, words) =>
  found(
    of(entries, 'incident.state_changed')
      .filter((entry) => entry.data['to'] === 'closed' && textIn(entry, 'reason') !== null)
      .slice(-1)
      .map((entry) => sentence(words.closing(textIn(entry, 'reason') ?? ''), entry)),
    words.missing.cause,
  );

/** Nothing in a record of entries tells them: a person adds them, or says that there are none. */
export const indicators: Finder = (_entries, _names, words) => ({
  sentences: [],
  missing: [words.missing.indicators],
});
