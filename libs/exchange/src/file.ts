import type { ExportFormat, Tlp } from '#libs/contracts';
import { csvDocument } from './documents/csv.ts';
import { ownDocument } from './documents/json.ts';
import { markdownDocument } from './documents/markdown.ts';
import type { Exported } from './exported.ts';
import { labelOf } from './facts.ts';
import { iodefDocument } from './iodef/document.ts';
import { iodefXml } from './iodef/xml.ts';
import { mispEvent } from './misp/event.ts';
import { stixBundle } from './stix/bundle.ts';

export interface ExportFile {
  /** A-Z, a-z, 0-9, dot and hyphen alone. */
  name: string;
  mediaType: string;
  /** The narrowest label of all that is in it. */
  label: Tlp;
  /** UTF-8. The same facts are the same bytes. */
  bytes: Buffer;
}

interface Format {
  ending: string;
  mediaType: string;
  write: (exported: Exported) => string;
}

const json = (
  write: (exported: Exported) => unknown,
  ending: string,
  mediaType = 'application/json',
): Format => ({
  ending,
  mediaType,
  write: (exported) => `${JSON.stringify(write(exported), null, 2)}\n`,
});

/** Neither IODEF in either form nor MISP has a media type of its own. */
const FORMATS: Record<ExportFormat, Format> = {
  'iodef-xml': {
    ending: 'iodef.xml',
    mediaType: 'application/xml; charset=utf-8',
    write: (exported) => iodefXml(iodefDocument(exported)),
  },
  'iodef-json': json(iodefDocument, 'iodef.json'),
  stix: json(stixBundle, 'stix.json', 'application/stix+json;version=2.1'),
  misp: json(mispEvent, 'misp.json'),
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8; header=present', write: csvDocument },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8; variant=GFM', write: markdownDocument },
  json: json(ownDocument, 'json'),
};

/** An incident as a file, as far as `exported` shows it. */
export function exportFile(exported: Exported, format: ExportFormat): ExportFile {
  const { ending, mediaType, write } = FORMATS[format];
  const label = labelOf(exported);
  return {
    name: `${nameOf(exported, label)}.${ending}`,
    mediaType,
    label,
    bytes: Buffer.from(write(exported), 'utf8'),
  };
}

function nameOf({ incident: { number, exercise } }: Exported, label: Tlp): string {
  const words = [exercise ? 'exercise' : 'incident', number, `TLP-${label}`];
  return words.join('-').replace(/[^A-Za-z0-9-]+/g, '-');
}
