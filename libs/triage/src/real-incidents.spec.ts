import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Resource } from '#libs/contracts';
import { ACCOUNTS } from './accounts.fixture.ts';
import { classify } from './classify.ts';
import { NIGHT_REPORTS } from './reports.fixture.ts';
import { reportOfText, rules } from './rules.fixture.ts';
import { judgeSeverity } from './severity.ts';

const FILE = fileURLToPath(new URL('../../../../shared/data/incidents/real-incidents.json', import.meta.url));
const present = existsSync(FILE);

interface PastIncident {
  id: string;
  kind: string;
  description: string;
  tlds: string[];
  nameservers?: string[];
}

/** What the file calls otherwise than we do. */
const OUR_KINDS: Record<string, string[]> = {
  'whois-outage': ['rdds-outage'],
  'mistaken-seizure': ['other', 'registrar-account-compromise'],
  'registrar-outage': ['registration-outage', 'other'],
};

interface Case {
  id: string;
  text: string;
  kinds: string[];
  resources: Resource[];
}

function caseOf({ id, kind, description, tlds, nameservers = [] }: PastIncident): Case {
  const resources: Resource[] = [
    ...tlds.map((value) => ({ type: 'tld' as const, value })),
    ...nameservers.map((value) => ({ type: 'nameserver' as const, value })),
  ];
  return { id, text: description, kinds: OUR_KINDS[kind] ?? [kind], resources };
}

function recognised(cases: Case[], title: string): number {
  const misses = cases
    .map((one) => ({
      ...one,
      kind: classify(rules, reportOfText(one.text, { resources: one.resources })).kind,
    }))
    .filter(({ kind, kinds }) => !kinds.includes(kind));
  const lines = misses.map(({ id, kind, kinds }) => `  ${id}: ${kind} instead of ${kinds.join(' or ')}`);
  const share = 1 - misses.length / cases.length;
  const head = `${title}: ${cases.length - misses.length} of ${cases.length} (${(share * 100).toFixed(1)} %)`;
  process.stdout.write([head, ...lines].join('\n') + '\n');
  return share;
}

if (!present)
  process.stdout.write('Skipped: ../shared/data/incidents is not here; the twin on our own accounts runs.\n');

describe('past incidents at TLDs', () => {
  const all = present
    ? (JSON.parse(readFileSync(FILE, 'utf8')) as { incidents: PastIncident[] }).incidents
    : [];

  (present ? it : it.skip)('are filed as the chronicle files them', () => {
    const incidents = all.filter(({ kind }) => kind !== 'exercise');
    expect(recognised(incidents.map(caseOf), 'Real incidents')).toBeGreaterThanOrEqual(0.95);
  });

  (present ? it : it.skip)('are exercises only where the chronicle says so', () => {
    for (const { description, kind } of all) {
      const report = reportOfText(description);
      const verdict = classify(rules, report);
      expect([description, verdict.exercise]).toEqual([description, kind === 'exercise']);
      const impact = { tlds: 1, allServers: 1, someServers: 0 };
      if (verdict.exercise)
        expect(judgeSeverity(rules, report, verdict.kind, impact, false).severity).toBe('info');
    }
  });

  it('that we wrote ourselves are filed as well', () => {
    const cases = [...NIGHT_REPORTS, ...ACCOUNTS].map(({ text, kinds }) => ({
      id: text,
      text,
      kinds,
      resources: [{ type: 'tld' as const, value: 'nz' }],
    }));
    expect(recognised(cases, 'Our own reports')).toBeGreaterThanOrEqual(0.98);
  });
});
