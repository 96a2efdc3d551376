/** In which formats an incident leaves: RFC 7970, RFC 8727, STIX 2.1, MISP core, RFC 4180, GitHub's Markdown, our own words. */
export const EXPORT_FORMATS = ['iodef-xml', 'iodef-json', 'stix', 'misp', 'csv', 'markdown', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
