import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardText } from '../standards.fixture.ts';

/**
 * What the schema of IODEF takes from others and no document of ours uses: names that it must be able to look up, without
 * the network.
 */
const IMPORTED: Record<string, { namespace: string; names: string[]; attribute?: string }> = {
  'xmldsig-core-schema.xsd': {
    namespace: 'http://www.w3.org/2000/09/xmldsig#',
    names: ['DigestMethod', 'DigestValue', 'CanonicalizationMethod', 'Signature', 'X509Data'],
  },
  'http://www.iana.org/assignments/xml-registry/schema/iodef-enum-1.0.xsd': {
    namespace: 'urn:ietf:params:xml:ns:iodef-enum-1.0',
    names: ['ReferenceName', 'SpecIndex'],
  },
  'http://www.iana.org/assignments/xml-registry/schema/iodef-sci-1.0.xsd': {
    namespace: 'urn:ietf:params:xml:ns:iodef-sci-1.0',
    names: ['AttackPattern', 'Vulnerability', 'Weakness'],
  },
  'http://www.w3.org/2009/01/xml.xsd': {
    namespace: 'http://www.w3.org/XML/1998/namespace',
    names: [],
    attribute: 'lang',
  },
};

const stub = ({ namespace, names, attribute }: (typeof IMPORTED)[string]) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}">${names
    .map((name) => `<xs:element name="${name}"/>`)
    .join(
      '',
    )}${attribute === undefined ? '' : `<xs:attribute name="${attribute}" type="xs:language"/>`}</xs:schema>`;

export const hasXmllint = () => spawnSync('xmllint', ['--version']).status === 0;

/** Asks xmllint whether documents are valid by RFC 7970's schema; answers what it finds wrong. */
export function xsdFaults(documents: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'iodef-'));
  try {
    let schema = standardText('iodef/iodef-2.0.xsd');
    Object.entries(IMPORTED).forEach(([location, imported], index) => {
      writeFileSync(join(folder, `${index}.xsd`), stub(imported));
      schema = schema.replace(`schemaLocation="${location}"`, `schemaLocation="${index}.xsd"`);
    });
    writeFileSync(join(folder, 'iodef.xsd'), schema);
    const files = documents.map((text, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, text);
      return file;
    });
    const { stderr, status } = spawnSync(
      'xmllint',
      ['--noout', '--nonet', '--schema', join(folder, 'iodef.xsd'), ...files],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    if (status === 0) return [];
    const faults = stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates'));
    return [`xmllint ended with ${status}`, ...faults.slice(0, 20)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
