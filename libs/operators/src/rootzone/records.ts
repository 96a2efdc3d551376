import type { Entry } from './entries.ts';
import { RootZoneFault } from './fault.ts';
import { absoluteName } from './name.ts';
import { isTtl, secondsOf } from './ttl.ts';

/** One resource record; `owner` in the form of `absoluteName`, `type` in upper case, `rdata` as written. */
export interface ResourceRecord {
  line: number;
  owner: string;
  /** s; null where neither the record nor anything before it says one. */
  ttl: number | null;
  type: string;
  rdata: string[];
  /** What relative names in `rdata` are relative to. */
  origin: string;
}

const CLASS = /^(IN|CH|HS|CS|CLASS\d{1,5})$/i;
const TYPE = /^[A-Z][A-Z0-9-]{0,15}$/;

/** Gives each entry its owner and finds its type; carries `$ORIGIN`, `$TTL`, the last owner and the last TTL from line to line. */
export class RecordReader {
  private origin = '.';
  private owner: string | undefined;
  private defaultTtl: number | null = null;
  private lastTtl: number | null = null;

  /** The record of this entry; none when it is a directive. */
  read(entry: Entry): ResourceRecord | undefined {
    const fields = [...entry.fields];
    if (!entry.blankOwner && fields[0]?.startsWith('$') === true) {
      this.obey(fields, entry.line);
      return undefined;
    }
    this.owner = entry.blankOwner ? this.owner : absoluteName(fields.shift(), this.origin, entry.line);
    if (this.owner === undefined)
      throw new RootZoneFault('rootzone.bad_record', entry.line, 'the first record names no owner');
    const ttl = this.ttlOf(takeTtlAndClass(fields, entry.line));
    const type = (fields.shift() ?? '').toUpperCase();
    if (!TYPE.test(type))
      throw new RootZoneFault('rootzone.bad_record', entry.line, 'the record has no type');
    return { line: entry.line, owner: this.owner, ttl, type, rdata: fields, origin: this.origin };
  }

  /** RFC 2308 section 4: where a record says none it is that of `$TTL`, and without one that of the record before. */
  private ttlOf(own: number | null): number | null {
    this.lastTtl = own ?? this.lastTtl;
    return own ?? this.defaultTtl ?? this.lastTtl;
  }

  private obey([directive = '', value, ...more]: string[], line: number): void {
    const isObeyed =
      more.length === 0 &&
      value !== undefined &&
      (this.setOrigin(directive, value, line) || this.setTtl(directive, value));
    // $INCLUDE would read another file of this machine; no served root zone has it.
    if (!isObeyed)
      throw new RootZoneFault('rootzone.bad_record', line, `the directive ${directive} is not accepted so`);
  }

  private setOrigin(directive: string, value: string, line: number): boolean {
    if (directive.toUpperCase() !== '$ORIGIN') return false;
    this.origin = absoluteName(value, this.origin, line);
    return true;
  }

  private setTtl(directive: string, value: string): boolean {
    if (directive.toUpperCase() !== '$TTL' || !isTtl(value)) return false;
    this.defaultTtl = secondsOf(value);
    return true;
  }
}

/** Takes both off the front, where either may be missing and come first (RFC 1035 section 5.1); the TTL in s. */
function takeTtlAndClass(fields: string[], line: number): number | null {
  const found: { ttl: number | null; class: boolean } = { ttl: null, class: false };
  for (let field = fields[0]; field !== undefined; field = fields[0]) {
    if (found.ttl === null && isTtl(field)) found.ttl = secondsOf(field);
    else if (!found.class && CLASS.test(field)) found.class = isInternet(field, line);
    else break;
    fields.shift();
  }
  return found.ttl;
}

function isInternet(field: string, line: number): true {
  if (field.toUpperCase() === 'IN') return true;
  throw new RootZoneFault('rootzone.bad_record', line, `the class is ${field}, the root zone's is IN`);
}
