import { isIPv4, isIPv6 } from 'node:net';
import { canonicalAddress } from '#libs/contracts';
import type { DelegationSigner, RootZone } from './delegation.ts';
import { dsText } from './delegation.ts';
import { RootZoneFault } from './fault.ts';
import { absoluteName, quoted } from './name.ts';
import type { ResourceRecord } from './records.ts';
import { Ttls } from './ttls.ts';

/** Types that the root zone may hold and that say nothing about who is touched, with the fewest fields of their data. */
const PASSED_OVER: Record<string, number> = { RRSIG: 9, DNSKEY: 4, ZONEMD: 4, TXT: 1, CDS: 4, CDNSKEY: 4 };
/** Hex digits of a digest by its type: SHA-1, SHA-256, SHA-384 (RFC 4034, 4509, 6605). */
const DIGEST_DIGITS: Record<number, number> = { 1: 40, 2: 64, 4: 96 };

/** A root zone while it is read, before anyone has said that it is whole. */
export class RootZoneDraft {
  serial: number | undefined;
  records = 0;
  /** Line of the second SOA, which ends a zone transfer (RFC 5936 section 2.2). */
  closedAt: number | undefined;
  readonly rootServers = new Set<string>();
  readonly servers = new Map<string, Set<string>>();
  readonly signers = new Map<string, Map<string, DelegationSigner>>();
  readonly addresses = new Map<string, Set<string>>();
  /** Owner of each NSEC record and the name it says comes next. */
  readonly next = new Map<string, string>();
  private readonly ttls = new Ttls();

  /** @throws RootZoneFault when the record cannot stand in a root zone */
  add(record: ResourceRecord): void {
    if (this.closedAt !== undefined)
      throw bad(record, `a record follows the closing SOA of line ${this.closedAt}`);
    this.store(record);
    this.records++;
  }

  /** The zone as others see it; only when nothing is missing. */
  finished(serial: number, sha256: string): RootZone {
    return {
      serial,
      records: this.records,
      sha256,
      rootServers: sorted(this.rootServers),
      tlds: sorted(this.servers.keys()).map((label) => ({
        label,
        nameservers: sorted(this.servers.get(label) ?? []),
        ds: [...(this.signers.get(label)?.values() ?? [])].sort(bySigner),
        ...this.ttls.of(label, this.servers.get(label) ?? []),
      })),
      glue: new Map(
        sorted(this.addresses.keys()).map((host) => [host, sorted(this.addresses.get(host) ?? [])]),
      ),
    };
  }

  private store(record: ResourceRecord): void {
    this.ttls.note(record);
    if (record.type === 'SOA') this.addSoa(record);
    else if (record.type === 'NS') this.addServer(record);
    else if (record.type === 'DS') this.addSigner(record);
    else if (record.type === 'A' || record.type === 'AAAA') this.addAddress(record);
    else if (record.type === 'NSEC') this.addNext(record);
    else passOver(record);
  }

  private addSoa(record: ResourceRecord): void {
    if (record.owner !== '.')
      throw new RootZoneFault(
        'rootzone.not_root',
        record.line,
        `this is the zone of ${record.owner}, not the root zone`,
      );
    const serial = Number(demand(record, 7)[2]);
    if (!/^\d{1,10}$/.test(record.rdata[2] ?? '') || serial > 0xffff_ffff)
      throw bad(record, 'the serial is no number of 32 bits');
    if (this.serial === undefined) this.serial = serial;
    else this.close(record, serial);
  }

  private close(record: ResourceRecord, serial: number): void {
    if (serial !== this.serial)
      throw bad(record, `the closing SOA has serial ${serial}, the first has ${this.serial ?? 0}`);
    this.closedAt = record.line;
    this.records--;
  }

  private addServer(record: ResourceRecord): void {
    const host = absoluteName(demand(record, 1, 1)[0], record.origin, record.line);
    if (host === '.') throw bad(record, 'the root cannot be a server');
    if (record.owner === '.') this.rootServers.add(host);
    else at(this.servers, topLevel(record), () => new Set<string>()).add(host);
  }

  private addSigner(record: ResourceRecord): void {
    const [keyTag = '', algorithm = '', digestType = '', ...digest] = demand(record, 4);
    const ds = {
      keyTag: whole(record, keyTag, 65_535),
      algorithm: whole(record, algorithm, 255),
      digestType: whole(record, digestType, 255),
      digest: hex(record, digest.join('')),
    };
    if (ds.digest.length !== (DIGEST_DIGITS[ds.digestType] ?? ds.digest.length))
      throw bad(record, `a digest of type ${ds.digestType} has another length`);
    at(this.signers, topLevel(record), () => new Map<string, DelegationSigner>()).set(dsText(ds), ds);
  }

  private addAddress(record: ResourceRecord): void {
    const [address = ''] = demand(record, 1, 1);
    const isAddress = record.type === 'A' ? isIPv4(address) : isIPv6(address) && !address.includes('%');
    if (!isAddress) throw bad(record, `${quoted(address)} is no address of type ${record.type}`);
    at(this.addresses, record.owner, () => new Set<string>()).add(canonicalAddress(address));
  }

  private addNext(record: ResourceRecord): void {
    const next = absoluteName(demand(record, 2)[0], record.origin, record.line);
    if (this.next.has(record.owner)) throw bad(record, `${record.owner} has two NSEC records`);
    this.next.set(record.owner, next);
  }
}

function passOver(record: ResourceRecord): void {
  const fewest = PASSED_OVER[record.type];
  if (fewest === undefined) throw bad(record, `the type ${record.type} does not belong in a root zone`);
  demand(record, fewest);
}

function topLevel(record: ResourceRecord): string {
  if (record.owner !== '.' && !record.owner.includes('.')) return record.owner;
  throw bad(record, `${record.owner} has ${record.type}, which belongs to a TLD here`);
}

function demand(record: ResourceRecord, fewest: number, most = Infinity): string[] {
  if (record.rdata.length >= fewest && record.rdata.length <= most) return record.rdata;
  throw bad(record, `${record.type} of ${record.owner} has ${record.rdata.length} fields of data`);
}

function whole(record: ResourceRecord, text: string, largest: number): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= largest) return Number(text);
  throw bad(record, `${quoted(text)} is no number from 0 to ${largest}`);
}

function hex(record: ResourceRecord, text: string): string {
  if (/^([0-9a-f]{2})+$/i.test(text)) return text.toUpperCase();
  throw bad(record, `${quoted(text)} is no digest in hex`);
}

function bad(record: ResourceRecord, message: string): RootZoneFault {
  return new RootZoneFault('rootzone.bad_record', record.line, message);
}

function at<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort();
}

function bySigner(a: DelegationSigner, b: DelegationSigner): number {
  return (
    a.keyTag - b.keyTag ||
    a.algorithm - b.algorithm ||
    a.digestType - b.digestType ||
    (a.digest < b.digest ? -1 : 1)
  );
}
