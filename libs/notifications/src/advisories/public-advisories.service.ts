import { Injectable } from '@nestjs/common';
import type { AdvisoryLanguage, Tlp } from '#libs/contracts';
import { leaving } from '#libs/access';
import { Transactions } from '#libs/database';
import { noAdvisory } from './faults.ts';

/** As it is published. */
export const ADVISORY_NUMBER = /^A\d{4}-\d{4,9}$/;

/** What everybody sees of an advisory: no person's name, and nothing of an incident unless that is for everybody. */
export interface PublicAdvisory {
  number: string;
  title: string;
  /** The text is empty where it is withdrawn. */
  summary: string;
  body: string;
  references: string[];
  language: AdvisoryLanguage;
  incidentNumber: string | null;
  publishedAt: Date;
  /** Of the newest edition, or of the withdrawal. */
  updatedAt: Date;
  /** Newest first; without the first edition. */
  corrections: { at: Date; what: string }[];
  withdrawal: { at: Date; reason: string } | null;
}

interface Row {
  number: string;
  title: string;
  summary: string;
  body: string;
  links: string[];
  language: AdvisoryLanguage;
  incident_number: string | null;
  incident_tlp: Tlp | null;
  first_at: Date;
  newest_at: Date;
  corrections: { at: string; what: string }[] | null;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
}

/** Advisories as the public gets them. */
@Injectable()
export class PublicAdvisories {
  constructor(private readonly transactions: Transactions) {}

  /** By number, newest first; those before one of them where it is given. */
  async list(limit: number, before?: string): Promise<PublicAdvisory[]> {
    const where = before === undefined ? '' : 'WHERE (length(p.number), p.number) < (length($2), $2)';
    return this.read(`${where} ORDER BY length(p.number) DESC, p.number DESC LIMIT $1`, [
      limit,
      ...(before === undefined ? [] : [before]),
    ]);
  }

  /** Those that changed last. */
  async latest(limit: number): Promise<PublicAdvisory[]> {
    return this.read('ORDER BY COALESCE(p.withdrawn_at, p.newest_at) DESC, p.number DESC LIMIT $1', [limit]);
  }

  /** @throws AdvisoryFault `advisory.not_found` */
  async find(number: string): Promise<PublicAdvisory> {
    // What can be no number is not asked for.
    if (!ADVISORY_NUMBER.test(number)) throw noAdvisory();
    const [found] = await this.read('WHERE p.number = $1', [number]);
    if (found === undefined) throw noAdvisory();
    return found;
  }

  private async read(rest: string, values: unknown[]): Promise<PublicAdvisory[]> {
    const rows = await this.transactions.reader.query<Row[]>(`${PUBLISHED} ${rest}`, values);
    return rows.map(publicView);
  }
}

const PUBLISHED = `
  SELECT * FROM (
    SELECT a.number, a.withdrawn_at, a.withdrawn_reason, e.title, e.summary, e.body, e.links, e.language,
           e.published_at AS newest_at, first.published_at AS first_at, i.number AS incident_number, i.tlp AS incident_tlp,
           (SELECT jsonb_agg(jsonb_build_object('at', c.published_at, 'what', c.correction) ORDER BY c.edition DESC)
              FROM advisory_editions c WHERE c.advisory_id = a.id AND c.edition > 1) AS corrections
      FROM advisories a
      JOIN advisory_editions first ON first.advisory_id = a.id AND first.edition = 1
      JOIN LATERAL (SELECT * FROM advisory_editions n WHERE n.advisory_id = a.id ORDER BY n.edition DESC LIMIT 1) AS e ON true
      LEFT JOIN incidents i ON i.id = e.incident_id
     WHERE a.number IS NOT NULL
  ) AS p`;

function publicView(row: Row): PublicAdvisory {
  const isGone = row.withdrawn_at !== null;
  const isForAll =
    row.incident_tlp !== null &&
    leaving(row.incident_tlp, { exit: 'page' }, { relation: 'public', encrypted: false }).form === 'full';
  return {
    number: row.number,
    title: row.title,
    summary: isGone ? '' : row.summary,
    body: isGone ? '' : row.body,
    references: isGone ? [] : row.links,
    language: row.language,
    incidentNumber: isForAll && !isGone ? row.incident_number : null,
    publishedAt: row.first_at,
    updatedAt: row.withdrawn_at ?? row.newest_at,
    corrections: (row.corrections ?? []).map(({ at, what }) => ({ at: new Date(at), what })),
    withdrawal:
      row.withdrawn_at === null ? null : { at: row.withdrawn_at, reason: row.withdrawn_reason ?? '' },
  };
}
