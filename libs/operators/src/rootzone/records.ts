import type { Entry } from './entries.ts';
import { RootZoneFault } from './fault.ts';
import { absoluteName } from './name.ts';

/** One resource record; `owner` in the form of `absoluteName`, `type` in upper case, `rdata` as written. */
export interface ResourceRecord {
  line: number;
  owner: string;
  type: string;
  rdata: string[];
  /** What relative names in `rdata` are relative to. */
  origin: string;
}

const TTL = /^(\d{1,10}|(\d{1,10}[smhdw])+)$/i;
const CLASS = /^(IN|CH|HS|CS|CLASS\d{1,5})$/i;
const TYPE = /^[A-Z][A-Z0-9-]{0,15}$/;

/** Gives each entry its owner and finds its type; carries `$ORIGIN` and the last owner from line to line. */
export class RecordReader {
  private origin = '.';
  private owner: string | undefined;

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
    dropTtlAndClass(fields, entry.line);
    const type = (fields.shift() ?? '').toUpperCase();
    if (!TYPE.test(type))
      throw new RootZoneFault('rootzone.bad_record', entry.line, 'the record has no type');
    return { line: entry.line, owner: this.owner, type, rdata: fields, origin: this.origin };
  }

  private obey([directive = '', value, ...more]: string[], line: number): void {
    const isObeyed =
      more.length === 0 &&
      value !== undefined &&
      (this.setOrigin(directive, value, line) || isTtlDirective(directive, value));
    // $INCLUDE would read another file of this machine; no served root zone has it.
    if (!isObeyed)
      throw new RootZoneFault('rootzone.bad_record', line, `the directive ${directive} is not accepted so`);
  }

  private setOrigin(directive: string, value: string, line: number): boolean {
    if (directive.toUpperCase() !== '$ORIGIN') return false;
    this.origin = absoluteName(value, this.origin, line);
    return true;
  }
}

function isTtlDirective(directive: string, value: string): boolean {
  return directive.toUpperCase() === '$TTL' && TTL.test(value);
}

/** Both may be missing and stand in either order (RFC 1035 section 5.1). */
function dropTtlAndClass(fields: string[], line: number): void {
  const found = { ttl: false, class: false };
  for (let field = fields[0]; field !== undefined; field = fields[0]) {
    if (!found.ttl && TTL.test(field)) found.ttl = true;
    else if (!found.class && CLASS.test(field)) found.class = isInternet(field, line);
    else return;
    fields.shift();
  }
}

function isInternet(field: string, line: number): true {
  if (field.toUpperCase() === 'IN') return true;
  throw new RootZoneFault('rootzone.bad_record', line, `the class is ${field}, the root zone's is IN`);
}
