import type { DelegationTtl } from './delegation.ts';
import type { ResourceRecord } from './records.ts';

/** What a resolver keeps of a delegation, so that its TTL matters. */
const CACHED = ['NS', 'DS', 'A', 'AAAA'];

/** TTLs of a root zone by set of records, while it is read. Where those of one set differ, the lowest counts (RFC 2181 section 5.2). */
export class Ttls {
  private readonly bySet = new Map<string, number>();

  note({ type, owner, ttl }: Pick<ResourceRecord, 'type' | 'owner' | 'ttl'>): void {
    if (ttl === null || !CACHED.includes(type)) return;
    const set = `${type} ${owner}`;
    this.bySet.set(set, Math.min(this.bySet.get(set) ?? ttl, ttl));
  }

  /** Of a TLD with these servers; nothing where the file says none. */
  of(label: string, hosts: Iterable<string>): { ttl?: DelegationTtl } {
    const ttl = {
      ns: this.bySet.get(`NS ${label}`) ?? null,
      ds: this.bySet.get(`DS ${label}`) ?? null,
      glue: this.lowestOf(hosts),
    };
    return Object.values(ttl).every((one) => one === null) ? {} : { ttl };
  }

  private lowestOf(hosts: Iterable<string>): number | null {
    const known = [...hosts].flatMap((host) =>
      ['A', 'AAAA'].flatMap((type) => this.bySet.get(`${type} ${host}`) ?? []),
    );
    return known.length === 0 ? null : Math.min(...known);
  }
}
