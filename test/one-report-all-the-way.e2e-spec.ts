import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Incident {
  id: string;
  number: string;
  kind: string;
  severity: string;
}
interface Entry {
  index: number;
  type: string;
  data: Record<string, unknown>;
}

describe(`one report, all the way (queues on ${QUEUES})`, () => {
  let test: TestService;
  let operator: Api;
  let responder: Api;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      {
        slug: 'registry-a',
        tlds: ['aa'],
        contacts: [{ email: 'noc@registry-a.example', role: 'security', timezone: 'Pacific/Auckland' }],
      },
      { slug: 'registry-b', tlds: ['bb'], contacts: [{ email: 'noc@registry-b.example', role: 'security' }] },
    );
    operator = await test.signUp('operator', { operator: 'registry-a', email: 'duty@registry-a.example' });
    responder = await test.signUp('responder');
  });
  afterAll(() => test.stop());

  it('leads without a hand to an incident, signed mails, and a record that tells each step', async () => {
    const filed = await operator.post<{ id: string; receipt: { sha256: string } }>('reports', {
      summary: 'Nothing resolves under .aa, all name servers down',
      severity: 'critical',
      ongoing: true,
      resources: [{ type: 'tld', value: 'aa' }],
    });
    expect(filed.status).toBe(201);
    await test.settled();

    const { body: report } = await operator.get<{ state: string; incidentId: string }>(
      `reports/${filed.body.id}`,
    );
    expect(report.state).toBe('triaged');
    const { body: incident } = await responder.get<Incident>(`incidents/${report.incidentId}`);
    expect(incident).toMatchObject({ kind: 'authoritative-outage', severity: 'critical' });

    expect(
      test.sink?.messages
        .map(({ to }) => to)
        .flat()
        .sort(),
    ).toEqual(['duty@registry-a.example', 'noc@registry-a.example']);
    const { body: timeline } = await responder.get<{ items: Entry[] }>(`incidents/${incident.id}/timeline`);
    const types = timeline.items.map(({ type }) => type);
    expect(types.slice(0, 7)).toEqual([
      'report.received',
      'incident.opened',
      'report.triaged',
      'impact.computed',
      'operator.added',
      'notification.queued',
      'notification.queued',
    ]);
    expect(types.filter((type) => type === 'delivery.sent')).toHaveLength(2);
    expect(timeline.items.map(({ index }) => index)).toEqual(types.map((_, index) => index));
  });
});
