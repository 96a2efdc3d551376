import type { IncidentState, Severity, Tlp } from '#libs/contracts';
import type { Exported } from './exported.ts';

interface Choices {
  tlp?: Tlp;
  state?: IncidentState;
  severity?: Severity;
  exercise?: boolean;
  /** Stands wherever people write. */
  words?: string;
}

/** An incident with something of everything, for tests; its instants and ids never change. */
export function exportedIncident(choices: Choices = {}): Exported {
  const { tlp = 'AMBER', state = 'coordinating', severity = 'critical', exercise = false, words } = choices;
  const said = (text: string) => words ?? text;
  return {
    publisher: { name: 'DNS-CERT', host: 'dns-cert.example', email: 'cert@dns-cert.example' },
    incident: {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      number: '2026-000123',
      title: said('Signatures of .nz have expired'),
      summary: said('Validating resolvers get no answer.\nNo end in sight.'),
      state,
      kind: {
        name: 'dnssec-validation-failure',
        title: 'DNSSEC validation failure',
        rsit: { first: 'availability', second: 'misconfiguration' },
      },
      severity,
      tlp,
      exercise,
      occurredAt: '2026-03-01T02:14:00.000Z',
      openedAt: '2026-03-01T02:31:00.000Z',
      closedAt: null,
      updatedAt: '2026-03-01T03:00:00.000Z',
      resources: [
        { type: 'tld', value: 'nz' },
        { type: 'ds', value: '12345 13 2 AB12' },
        { type: 'prefix', value: '2001:db8::/48' },
      ],
      tlds: ['nz', 'xn--p1ai'],
    },
    reports: [
      {
        id: '01890a5d-ac96-774b-bcce-b302099a8001',
        number: 'R2026-000456',
        summary: said('Nothing validates under .nz'),
        description: said('Seen from three places.\n\n```\ndig nz SOA\n```'),
        tlp,
        occurredAt: '2026-03-01T02:14:00.000Z',
        detectedAt: '2026-03-01T02:20:00.000Z',
        receivedAt: '2026-03-01T02:30:00.000Z',
        resources: [
          { type: 'tld', value: 'nz' },
          { type: 'nameserver', value: 'ns1.dns.example' },
          { type: 'domain', value: 'nic.example' },
          { type: 'ip', value: '192.0.2.1' },
          { type: 'ip', value: '2001:db8::1' },
          { type: 'prefix', value: '192.0.2.0/24' },
          { type: 'asn', value: '64496' },
          { type: 'url', value: 'https://status.example/' },
          { type: 'dnssec_algorithm', value: '13' },
          { type: 'other', value: said('a box in a cellar') },
        ],
        references: ['https://status.example/17?a=1&b=2'],
        sha256: 'ab'.repeat(32),
      },
      {
        id: '01890a5d-ac96-774b-bcce-b302099a8002',
        number: 'R2026-000457',
        summary: said('We see it too'),
        description: '',
        tlp: 'GREEN',
        occurredAt: null,
        detectedAt: null,
        receivedAt: '2026-03-01T02:40:00.000Z',
        resources: [],
        references: [],
        sha256: 'cd'.repeat(32),
      },
    ],
    affected: [
      {
        id: '01890a5d-ac96-774b-bcce-b302099a8011',
        name: said('Registry of .nz'),
        tlds: ['nz'],
        state: 'affected',
        serviceState: 'degraded',
        toldAt: '2026-03-01T02:41:00.000Z',
        answeredAt: '2026-03-01T02:50:00.000Z',
      },
      {
        id: '01890a5d-ac96-774b-bcce-b302099a8012',
        name: said('Registry of .рф'),
        tlds: [],
        state: 'suspected',
        serviceState: 'unknown',
        toldAt: null,
        answeredAt: null,
      },
    ],
    timeline: [
      {
        index: 0,
        at: '2026-03-01T02:31:00.000Z',
        recordedAt: '2026-03-01T02:31:00.000Z',
        actor: { kind: 'system', name: 'triage' },
        type: 'incident.opened',
        data: { number: '2026-000123', state: 'new', reportNumber: 'R2026-000456' },
      },
      {
        index: 1,
        at: '2026-03-01T02:50:00.000Z',
        recordedAt: '2026-03-01T03:10:00.000Z',
        actor: { kind: 'operator', name: said('Registry of .nz') },
        type: 'operator.state_changed',
        data: {
          operatorId: '01890a5d-ac96-774b-bcce-b302099a8011',
          from: 'told',
          to: 'affected',
          reason: said('We have looked'),
        },
      },
      {
        index: 2,
        at: '2026-03-01T02:55:00.000Z',
        recordedAt: '2026-03-01T02:55:00.000Z',
        actor: { kind: 'user', name: said('Responder on duty') },
        type: 'incident.edited',
        data: { from: { title: said('Old title'), severity: 'high' }, to: { title: said('New'), severity } },
      },
    ],
  };
}
