import { domainToUnicode } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { Resource, TldImpact } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { OperatorsFault } from './faults.ts';
import { dsText } from './rootzone/delegation.ts';
import type { Delegation, DelegationTtl, RootZone } from './rootzone/delegation.ts';
import { fetchRootZone } from './rootzone/fetch.ts';
import { ImpactIndex } from './rootzone/impact.ts';
import { readRootZone } from './rootzone/open.ts';
import { tldKindOf } from './tld-kind.ts';

/** What an import came to. */
export interface RootZoneSummary {
  serial: number;
  source: string;
  sha256: string;
  tlds: number;
  nameservers: number;
  ds: number;
  signedTlds: number;
  importedAt: Date;
}

interface SummaryRow {
  serial: string;
  source: string;
  sha256: string;
  tld_count: number;
  ns_count: number;
  ds_count: number;
  signed_count: number;
  imported_at: Date;
}

const SUMMARY = 'serial, source, sha256, tld_count, ns_count, ds_count, signed_count, imported_at';
/** How many indexes are kept in memory: the newest, and one that somebody asks the past of. */
const KEPT_INDEXES = 2;

/** Versions of the root zone by serial, and which TLDs a resource touches in one of them. */
@Injectable()
export class RootZones {
  private readonly indexes = new Map<number, Promise<ImpactIndex>>();

  constructor(private readonly transactions: Transactions) {}

  /** Keeps a version. The same one again changes nothing; other contents under the same serial are refused. */
  async keep(zone: RootZone, source: string): Promise<RootZoneSummary & { isNew: boolean }> {
    const isNew = await this.transactions.run(async (tx) => {
      // A second import of the same serial waits here.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('root_zones'))`);
      const [known] = await tx.query<{ sha256: string }[]>(
        'SELECT sha256 FROM root_zones WHERE serial = $1',
        [zone.serial],
      );
      if (known !== undefined) return assertSame(zone, known.sha256, await this.load(tx, zone.serial));
      await insertZone(tx, zone, source);
      await listTlds(tx, zone);
      return true;
    });
    return { ...(await this.summaryOf(zone.serial)), isNew };
  }

  /**
   * Fetches the root zone where the server has one that differs from what it gave last, and keeps it.
   * @returns null when the server says that nothing changed
   */
  async fetch(url: string): Promise<(RootZoneSummary & { isNew: boolean }) | null> {
    const [last] = await this.transactions.reader.query<
      { etag: string | null; last_modified: string | null }[]
    >('SELECT etag, last_modified FROM root_zone_fetches WHERE url = $1', [url]);
    const fetched = await fetchRootZone(url, {
      etag: last?.etag ?? null,
      lastModified: last?.last_modified ?? null,
    });
    if (fetched.status === 'unchanged') return null;
    try {
      const kept = await this.keep(await readRootZone(fetched.path), url);
      // Only after it was kept: a file that was refused must be asked for again.
      await this.transactions.reader.query(
        `INSERT INTO root_zone_fetches (url, etag, last_modified, serial) VALUES ($1, $2, $3, $4)
           ON CONFLICT (url) DO UPDATE SET etag = EXCLUDED.etag, last_modified = EXCLUDED.last_modified,
             serial = EXCLUDED.serial, fetched_at = dnscert_now()`,
        [url, fetched.validators.etag, fetched.validators.lastModified, kept.serial],
      );
      return kept;
    } finally {
      await fetched.discard();
    }
  }

  /** Newest first. */
  async summaries(): Promise<RootZoneSummary[]> {
    const rows = await this.transactions.reader.query<SummaryRow[]>(
      `SELECT ${SUMMARY} FROM root_zones ORDER BY serial DESC`,
    );
    return rows.map(toSummary);
  }

  /** @throws OperatorsFault when no such version was imported */
  async summaryOf(serial: number): Promise<RootZoneSummary> {
    const [row] = await this.transactions.reader.query<SummaryRow[]>(
      `SELECT ${SUMMARY} FROM root_zones WHERE serial = $1`,
      [serial],
    );
    if (row === undefined)
      throw new OperatorsFault('rootzone.unknown_serial', `Root zone ${serial} was not imported.`);
    return toSummary(row);
  }

  /** Serial of the newest version, or null when none was imported. */
  async newestSerial(): Promise<number | null> {
    const [row] = await this.transactions.reader.query<{ serial: string | null }[]>(
      'SELECT max(serial) AS serial FROM root_zones',
    );
    return row === undefined || row.serial === null ? null : Number(row.serial);
  }

  /** Which TLDs the resources touch, as of a version; `serial` null where no root zone was ever imported. */
  async impactOf(
    resources: Resource[],
    asOf?: number,
  ): Promise<{ serial: number | null; tlds: TldImpact[] }> {
    const index = await this.index(asOf);
    return { serial: index?.serial ?? null, tlds: index?.impactOf(resources) ?? [] };
  }

  /** The same for several questions at once, by their ids, as of the newest version. */
  async impactsOf(
    questions: { id: string; resources: Resource[] }[],
  ): Promise<{ serial: number | null; impacts: Map<string, TldImpact[]> }> {
    const index = await this.index();
    return {
      serial: index?.serial ?? null,
      impacts: new Map(
        index === null ? [] : questions.map(({ id, resources }) => [id, index.impactOf(resources)]),
      ),
    };
  }

  /** A version to be asked, the newest by default; null when none was imported. @throws OperatorsFault when this one was not */
  async index(asOf?: number): Promise<ImpactIndex | null> {
    const serial = asOf ?? (await this.newestSerial());
    return serial === null ? null : this.indexOf(serial);
  }

  /** A whole version. @throws OperatorsFault when it was not imported */
  async zone(serial: number): Promise<RootZone> {
    const zone = await this.load(this.transactions.reader, serial);
    if (zone === null)
      throw new OperatorsFault('rootzone.unknown_serial', `Root zone ${serial} was not imported.`);
    return zone;
  }

  /** A version never changes once kept, so its index is built once. */
  private indexOf(serial: number): Promise<ImpactIndex> {
    const known = this.indexes.get(serial);
    if (known !== undefined) return known;
    const built = this.zone(serial).then((zone) => new ImpactIndex(zone));
    built.catch(() => this.indexes.delete(serial));
    this.indexes.set(serial, built);
    for (const old of [...this.indexes.keys()].slice(0, -KEPT_INDEXES)) this.indexes.delete(old);
    return built;
  }

  private async load(manager: Tx, serial: number): Promise<RootZone | null> {
    const [row] = await manager.query<{ sha256: string; root_servers: string[] }[]>(
      'SELECT sha256, root_servers FROM root_zones WHERE serial = $1',
      [serial],
    );
    if (row === undefined) return null;
    const delegations = await manager.query<(Omit<Delegation, 'ttl'> & { ttl: DelegationTtl | null })[]>(
      'SELECT label, nameservers, ds, ttl FROM root_zone_delegations WHERE serial = $1 ORDER BY label COLLATE "C"',
      [serial],
    );
    const glue = await manager.query<{ host: string; addresses: string[] }[]>(
      'SELECT host, addresses FROM root_zone_glue WHERE serial = $1',
      [serial],
    );
    return {
      serial,
      records: 0,
      sha256: row.sha256,
      rootServers: row.root_servers,
      tlds: delegations.map(({ ttl, ...rest }) => ({ ...rest, ...(ttl === null ? {} : { ttl }) })),
      glue: new Map(glue.map(({ host, addresses }) => [host, addresses])),
    };
  }
}

/** Files of one serial differ in form (signatures stripped, other spacing); what they delegate must be the same. */
function assertSame(zone: RootZone, sha256: string, kept: RootZone | null): false {
  const same = sha256 === zone.sha256 || (kept !== null && delegationsText(kept) === delegationsText(zone));
  if (!same) {
    throw new OperatorsFault(
      'rootzone.older_content',
      `Root zone ${zone.serial} is here already with other contents. Two different zones cannot have one serial; nothing was changed.`,
    );
  }
  return false;
}

function delegationsText(zone: RootZone): string {
  const tlds = zone.tlds.map(({ label, nameservers, ds }) =>
    [label, [...nameservers].sort().join(' '), ds.map(dsText).sort().join(', ')].join(': '),
  );
  const glue = [...zone.glue].map(([host, addresses]) => [host, ...[...addresses].sort()].join(' '));
  return [...tlds.sort(), ...glue.sort()].join('\n');
}

async function insertZone(tx: Tx, zone: RootZone, source: string): Promise<void> {
  const signed = zone.tlds.filter(({ ds }) => ds.length > 0);
  await tx.query(
    `INSERT INTO root_zones (serial, source, sha256, tld_count, ns_count, ds_count, signed_count, root_servers)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      zone.serial,
      source,
      zone.sha256,
      zone.tlds.length,
      zone.tlds.reduce((sum, { nameservers }) => sum + nameservers.length, 0),
      zone.tlds.reduce((sum, { ds }) => sum + ds.length, 0),
      signed.length,
      zone.rootServers,
    ],
  );
  // One JSON parameter each: thousands of rows in one statement.
  await tx.query(
    `INSERT INTO root_zone_delegations (serial, label, nameservers, ds, ttl)
     SELECT $1, d->>'label', ARRAY(SELECT jsonb_array_elements_text(d->'nameservers')), d->'ds', d->'ttl'
       FROM jsonb_array_elements($2::jsonb) AS d`,
    [zone.serial, JSON.stringify(zone.tlds satisfies Delegation[])],
  );
  await tx.query(
    `INSERT INTO root_zone_glue (serial, host, addresses)
     SELECT $1, g->>0, ARRAY(SELECT jsonb_array_elements_text(g->1)) FROM jsonb_array_elements($2::jsonb) AS g`,
    [zone.serial, JSON.stringify([...zone.glue])],
  );
}

/** Every TLD that is or was delegated is in the directory, run by somebody we know or not. */
async function listTlds(tx: Tx, zone: RootZone): Promise<void> {
  const labels = zone.tlds.map(({ label }) => label);
  await tx.query(
    `INSERT INTO tlds (label, unicode, kind) SELECT label, unicode, kind FROM unnest($1::text[], $2::text[], $3::text[]) AS t (label, unicode, kind)
       ON CONFLICT (label) DO UPDATE SET kind = EXCLUDED.kind WHERE tlds.kind IS NULL`,
    [labels, labels.map((label) => domainToUnicode(label)), labels.map(tldKindOf)],
  );
}

function toSummary(row: SummaryRow): RootZoneSummary {
  return {
    serial: Number(row.serial),
    source: row.source,
    sha256: row.sha256,
    tlds: row.tld_count,
    nameservers: row.ns_count,
    ds: row.ds_count,
    signedTlds: row.signed_count,
    importedAt: row.imported_at,
  };
}
