/**
 * An incident as a file for other programs and people. Pure: what may be seen is decided before it comes in, and the same facts are
 * the same bytes. Every file bears its label where its format wants it, and says when it is an exercise.
 *
 * exported               what comes in
 * file                   format → name, media type, bytes
 * facts · ids · entry-words   what all formats say alike
 * iodef/                 RFC 8727 (document) and RFC 7970 (xml, by the writer `xml`)
 * stix/ · misp/          STIX 2.1 with the TLP 2.0 extension; the MISP core format with RSIT and TLP tags
 * documents/             csv (the timeline), markdown, json
 */
export type { Exported, ExportedKind, ExportedOperator, ExportedReport } from './exported.ts';
export { exportFile } from './file.ts';
export type { ExportFile } from './file.ts';
