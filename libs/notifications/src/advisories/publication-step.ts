import type { Advisory, AdvisoryEdition, AdvisoryText } from './advisory.entity.ts';
import { AdvisoryFault, isOver } from './faults.ts';

/** What a word for publication does: its writer asks, another person publishes. */
export type PublicationStep = 'ask' | 'publish';

/**
 * Nobody alone tells the world. Whoever wrote the present text says that it is ready; somebody else, who then has read it,
 * publishes it. That holds for a correction as well.
 * @throws AdvisoryFault with what stands in the way
 */
export function publicationStep(
  advisory: Advisory,
  newest: AdvisoryEdition | null,
  userId: string,
  correction: string | undefined,
): PublicationStep {
  if (advisory.state === 'withdrawn') throw isOver(advisory.state);
  const missing = (['summary', 'body'] as const).filter((field) => advisory[field].trim() === '');
  if (missing.length > 0)
    throw new AdvisoryFault(
      'advisory.unfinished',
      `Nothing was published: it has no ${missing.join(' and no ')} yet.`,
    );
  if (newest !== null && isSameText(advisory, newest))
    throw new AdvisoryFault('advisory.nothing_new', 'This text is what the public sees already.');
  const isWriter = advisory.writtenById === userId;
  if (advisory.askedAt === null) {
    if (!isWriter)
      throw new AdvisoryFault(
        'advisory.not_asked',
        `Nothing was published: ${advisory.writtenBy.name} is still writing. It can be published once they ask for it, or once you change the text, ask, and another person publishes.`,
      );
    assertCorrectionFits(newest, correction);
    return 'ask';
  }
  if (isWriter)
    throw new AdvisoryFault(
      'advisory.own_text',
      'You wrote this text: another responder or lead must publish it.',
    );
  if (correction !== undefined)
    throw new AdvisoryFault(
      'advisory.correction_not_wanted',
      'What was corrected is said by whoever asks for the publication.',
    );
  return 'publish';
}

function assertCorrectionFits(newest: AdvisoryEdition | null, correction: string | undefined): void {
  if (newest !== null && correction === undefined)
    throw new AdvisoryFault(
      'advisory.correction_needed',
      'It has been published: say in "correction" what was corrected, for those who read it before.',
    );
  if (newest === null && correction !== undefined)
    throw new AdvisoryFault(
      'advisory.correction_not_wanted',
      'Nobody has read it before: there is nothing to be corrected yet.',
    );
}

export const isSameText = (one: AdvisoryText, other: AdvisoryText): boolean =>
  one.title === other.title &&
  one.summary === other.summary &&
  one.body === other.body &&
  one.language === other.language &&
  one.incidentId === other.incidentId &&
  JSON.stringify(one.links) === JSON.stringify(other.links);
