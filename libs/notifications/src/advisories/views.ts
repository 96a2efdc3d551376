import type { AdvisoryEditionView, AdvisorySummaryView, AdvisoryView } from '#libs/contracts';
import type { WholeAdvisory } from './advisories.service.ts';
import type { AdvisoryEdition, AdvisoryText } from './advisory.entity.ts';
import { isSameText } from './publication-step.ts';

/** For the CERT's own people. What the public sees is `PublicAdvisory`. */
export function advisorySummary({ advisory, editions: [newest] }: WholeAdvisory): AdvisorySummaryView {
  return {
    id: advisory.id,
    number: advisory.number,
    state: advisory.state,
    title: advisory.title,
    summary: advisory.summary,
    language: advisory.language,
    incidentId: advisory.incidentId,
    writtenBy: advisory.writtenBy,
    asked:
      advisory.askedAt === null
        ? null
        : { at: advisory.askedAt.toISOString(), correction: advisory.correction },
    createdAt: advisory.createdAt.toISOString(),
    updatedAt: advisory.updatedAt.toISOString(),
    publishedAt: newest?.publishedAt.toISOString() ?? null,
    isChanged: newest !== undefined && !isSameText(advisory, newest),
    version: advisory.version,
  };
}

export function advisoryView(whole: WholeAdvisory): AdvisoryView {
  const { advisory, editions } = whole;
  const { withdrawnAt, withdrawnBy, withdrawnReason } = advisory;
  return {
    ...advisorySummary(whole),
    ...textView(advisory),
    createdBy: advisory.createdBy,
    editions: editions.map(editionView),
    withdrawal:
      withdrawnAt === null || withdrawnBy === null
        ? null
        : { by: withdrawnBy, at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' },
  };
}

const editionView = (edition: AdvisoryEdition): AdvisoryEditionView => ({
  ...textView(edition),
  edition: edition.edition,
  correction: edition.correction,
  writtenBy: edition.writtenBy,
  publishedBy: edition.publishedBy,
  publishedAt: edition.publishedAt.toISOString(),
});

const textView = ({ title, summary, body, links, language, incidentId }: AdvisoryText) => ({
  title,
  summary,
  body,
  references: links,
  language,
  incidentId,
});
