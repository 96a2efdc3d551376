import type { EvidenceSectionView } from '#libs/contracts';
import type { Ground } from './ground.ts';
import { cost, gaps, part, role, run } from './the-response.ts';
import type { Reader } from './told.ts';
import { frequency, level, problems, severity } from './what-happened.ts';

/** The report, in the order in which the questions were asked. */
export function sectionsOf(ground: Ground, reader: Reader): EvidenceSectionView[] {
  return [
    problems(ground, reader),
    level(ground, reader),
    frequency(ground, reader),
    severity(ground, reader),
    gaps(ground, reader),
    run(ground),
    role(ground),
    part(ground, reader),
    cost(ground, reader),
  ];
}
