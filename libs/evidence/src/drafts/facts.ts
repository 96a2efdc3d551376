import type { DraftSentenceView } from '#libs/contracts';
import { instantWords, numberIn, sentence, textIn } from './source.ts';
import type { DraftNames, SourceEntry } from './source.ts';

/** What the record says of one thing that is asked for, and what of it it does not say. */
export interface Found {
  sentences: DraftSentenceView[];
  missing: string[];
}

type Finder = (entries: readonly SourceEntry[], names: DraftNames) => Found;

const of = (entries: readonly SourceEntry[], ...types: string[]) =>
  entries.filter(({ type }) => types.includes(type));
const found = (sentences: DraftSentenceView[], missing: string): Found => ({
  sentences,
  missing: sentences.length === 0 ? [missing] : [],
});

/** A correction stands behind what it corrects: the last one counts. */
const lastAwareness = (entries: readonly SourceEntry[]) =>
  of(entries, 'awareness.set', 'awareness.corrected').at(-1);

export const awareness: Finder = (entries) => {
  const last = lastAwareness(entries);
  const since = last === undefined ? null : textIn(last, 'to');
  return found(
    last === undefined || since === null
      ? []
      : [sentence(`We became aware of it at ${instantWords(since)}.`, last)],
    'Since when the entity is aware that the incident is significant: a person sets it.',
  );
};

export const lawfulness: Finder = (entries) =>
  judged(entries, 'unlawful', {
    yes: 'It is suspected to be caused by unlawful or malicious acts.',
    no: 'It is not suspected to be caused by unlawful or malicious acts.',
    missing: 'Whether it is suspected to be caused by unlawful or malicious acts.',
  });

export const crossBorder: Finder = (entries) =>
  judged(entries, 'crossBorder', {
    yes: 'It could have an impact in other countries.',
    no: 'No impact in other countries is expected.',
    missing: 'Whether it could have an impact in other countries.',
  });

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

export const description: Finder = (entries, names) => {
  const received = of(entries, 'report.received').map((entry) =>
    sentence(
      `A report of it came in at ${instantWords(entry.at)}; the SHA-256 of what was received is ${textIn(entry, 'sha256') ?? 'not in the entry'}.`,
      entry,
    ),
  );
  const opened = of(entries, 'incident.opened').map((entry) =>
    sentence(`The incident was opened at ${instantWords(entry.at)}.`, entry),
  );
  const judgements = of(entries, 'report.triaged').map((entry) =>
    sentence(
      `It was judged to be of the kind "${names.kind(textIn(entry, 'kind') ?? '')}" and of ${textIn(entry, 'severity') ?? 'unknown'} severity.`,
      entry,
    ),
  );
  const sentences = [...received, ...opened, ...judgements, ...changes(entries, names)];
  return {
    sentences,
    missing: judgements.length === 0 ? ['Of what kind and how severe it is: no entry judges it.'] : [],
  };
};

function changes(entries: readonly SourceEntry[], names: DraftNames): DraftSentenceView[] {
  return of(entries, 'incident.edited').flatMap((entry) => {
    const { severity, kind } = Object(entry.data['to'] ?? {}) as Record<string, unknown>;
    return [
      ...(typeof severity === 'string'
        ? [sentence(`At ${instantWords(entry.at)} its severity was set to ${severity}.`, entry)]
        : []),
      ...(typeof kind === 'string'
        ? [sentence(`At ${instantWords(entry.at)} its kind was set to "${names.kind(kind)}".`, entry)]
        : []),
    ];
  });
}

export const impact: Finder = (entries, names) =>
  found(
    [
      ...of(entries, 'impact.computed').map((entry) =>
        sentence(
          `By the root zone ${numberIn(entry, 'rootZoneSerial') ?? 'at that time'}, all servers of ${numberIn(entry, 'allServers') ?? 0} top-level domains were hit, and some servers of ${numberIn(entry, 'someServers') ?? 0}.`,
          entry,
        ),
      ),
      ...of(entries, 'outage.noted').map(outage),
      ...of(entries, 'operator.added', 'operator.state_changed').flatMap((entry) => hit(entry, names)),
    ],
    'What was hit, how badly and for how long.',
  );

function outage(entry: SourceEntry): DraftSentenceView {
  const until = textIn(entry, 'until');
  return sentence(
    `The service ${textIn(entry, 'service') ?? ''} of .${textIn(entry, 'tld') ?? ''} was not there from ${instantWords(textIn(entry, 'from') ?? '')} ${until === null ? 'on' : `until ${instantWords(until)}`}.`,
    entry,
  );
}

/** States that say something of what was hit; that it was told is another matter. */
const HIT: Record<string, string> = {
  affected: 'was affected',
  not_affected: 'was not affected',
  mitigating: 'was affected and worked on it',
  recovered: 'had recovered',
};

function hit(entry: SourceEntry, names: DraftNames): DraftSentenceView[] {
  const state = HIT[textIn(entry, 'to') ?? ''];
  const service = textIn(entry, 'serviceTo');
  if (state === undefined && service === null) return [];
  const who = names.operator(textIn(entry, 'operatorId') ?? '');
  const words = [
    ...(state === undefined ? [] : [state]),
    ...(service === null ? [] : [`its service was ${service}`]),
  ];
  return [sentence(`At ${instantWords(entry.at)} ${who} ${words.join(', and ')}.`, entry)];
}

export const measures: Finder = (entries, names) =>
  found(
    [
      ...of(entries, 'operator.state_changed')
        .filter(({ data }) => data['to'] === 'told' || data['to'] === 'mitigating')
        .map((entry) => {
          const who = names.operator(textIn(entry, 'operatorId') ?? '');
          const did = entry.data['to'] === 'told' ? 'was told' : 'worked on it';
          return sentence(`At ${instantWords(entry.at)} ${who} ${did}.`, entry);
        }),
      ...of(entries, 'advisory.published').map((entry) =>
        sentence(`At ${instantWords(entry.at)} an advisory was published.`, entry),
      ),
    ],
    'Which measures were taken.',
  );

/** Where our work is. */
export const standing: Finder = (entries) => {
  const last = of(entries, 'incident.state_changed').at(-1);
  return found(
    last === undefined
      ? []
      : [sentence(`Since ${instantWords(last.at)} the work is at: ${textIn(last, 'to') ?? ''}.`, last)],
    'Where the work stands.',
  );
};

/** As whoever closed it wrote. */
export const cause: Finder = (entries) =>
  found(
    of(entries, 'incident.state_changed')
      .filter((entry) => entry.data['to'] === 'closed' && textIn(entry, 'reason') !== null)
      .slice(-1)
      .map((entry) => sentence(`On closing it was written: "${textIn(entry, 'reason') ?? ''}"`, entry)),
    'The type of threat or the root cause that is likely to have caused it.',
  );

/** Nothing in a record of entries tells them: a person adds them, or says that there are none. */
export const indicators: Finder = () => ({
  sentences: [],
  missing: ['Indicators of compromise, where there are any.'],
});
