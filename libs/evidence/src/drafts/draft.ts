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

type Find = (entries: readonly SourceEntry[], names: DraftNames) => Found;

/** What each of them asks for: directive (EU) 2022/2555, Article 23, 4 (a) to (e). */
const ASKED: Record<
  RegulatorDraftKind,
  { title: string; sections: [id: string, heading: string, find: Find][] }
> = {
  'early-warning': {
    title: 'Early warning',
    sections: [
      ['awareness', 'Since when we are aware', awareness],
      ['lawfulness', 'Unlawful or malicious acts', lawfulness],
      ['cross-border', 'Impact in other countries', crossBorder],
    ],
  },
  notification: {
    title: 'Incident notification',
    sections: [
      ['awareness', 'Since when we are aware', awareness],
      ['lawfulness', 'Unlawful or malicious acts', lawfulness],
      ['cross-border', 'Impact in other countries', crossBorder],
      ['description', 'What happened, and how severe it is', description],
      ['impact', 'What was hit', impact],
      ['indicators', 'Indicators of compromise', indicators],
    ],
  },
  progress: {
    title: 'Progress report',
    sections: [
      ['awareness', 'Since when we are aware', awareness],
      ['standing', 'Where the work stands', standing],
      ['impact', 'What was hit', impact],
      ['measures', 'Measures taken and under way', measures],
    ],
  },
  final: {
    title: 'Final report',
    sections: [
      ['description', 'What happened, and how severe it was', description],
      ['impact', 'What was hit', impact],
      ['cause', 'Type of threat, or root cause', cause],
      ['measures', 'Measures taken and under way', measures],
      ['cross-border', 'Impact in other countries', crossBorder],
    ],
  },
};

export const draftTitle = (kind: RegulatorDraftKind): string => ASKED[kind].title;

/** Each sentence is taken from entries and names them; what is asked for and stands in none is listed as missing. */
export const draftSections = (
  kind: RegulatorDraftKind,
  entries: readonly SourceEntry[],
  names: DraftNames,
): DraftSectionView[] =>
  ASKED[kind].sections.map(([id, heading, find]) => ({ id, heading, ...find(entries, names) }));
