import type { DraftSectionView, RegulatorDraftKind } from '#libs/contracts';
import {
  awareness,
  cause,
  crossBorder,
  description,
  impact,
  indicators,
  lawfulness,
  measures,
  standing,
} from './facts.ts';
import type { Found } from './facts.ts';
import type { DraftNames, SourceEntry } from './source.ts';
import type { DraftWords } from './words/index.ts';

type Find = (entries: readonly SourceEntry[], names: DraftNames, words: DraftWords) => Found;

/** What each of them asks for: directive (EU) 2022/2555, Article 23, 4 (a) to (e). */
const ASKED: Record<RegulatorDraftKind, [id: string, heading: keyof DraftWords['heading'], find: Find][]> = {
  'early-warning': [
    ['awareness', 'awareness', awareness],
    ['lawfulness', 'lawfulness', lawfulness],
    ['cross-border', 'crossBorder', crossBorder],
  ],
  notification: [
    ['awareness', 'awareness', awareness],
    ['lawfulness', 'lawfulness', lawfulness],
    ['cross-border', 'crossBorder', crossBorder],
    ['description', 'happens', description],
    ['impact', 'impact', impact],
    ['indicators', 'indicators', indicators],
  ],
  progress: [
    ['awareness', 'awareness', awareness],
    ['standing', 'standing', standing],
    ['impact', 'impact', impact],
    ['measures', 'measures', measures],
  ],
  final: [
    ['description', 'happened', description],
    ['impact', 'impact', impact],
    ['cause', 'cause', cause],
    ['measures', 'measures', measures],
    ['cross-border', 'crossBorder', crossBorder],
  ],
};

/** Each sentence is taken from entries and names them; what is asked for and stands in none is listed as missing. */
export const draftSections = (
  kind: RegulatorDraftKind,
  entries: readonly SourceEntry[],
  names: DraftNames,
  words: DraftWords,
): DraftSectionView[] =>
  ASKED[kind].map(([id, heading, find]) => ({
    id,
    heading: words.heading[heading],
    ...find(entries, names, words),
  }));
