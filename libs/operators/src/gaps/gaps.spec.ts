import { describe, expect, it } from '@jest/globals';
import type { RootZone } from '../rootzone/delegation.ts';
import { graphOf } from '../rootzone/graph.ts';
import { gapsIn } from './gaps.ts';
import type { FoundGap, GapGround, GroundContact } from './ground.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

const delegation = (label: string, ...nameservers: string[]) => ({ label, nameservers, ds: [] });
const ZONE: RootZone = {
  serial: 1,
  records: 0,
  sha256: '',
  rootServers: [],
  tlds: [
    delegation('aa', 'ns1.nic.aa', 'ns2.nic.aa'),
    // The same servers as aa, one of them under another name.
    delegation('bb', 'ns1.nic.aa', 'ns.nic.bb'),
    // Others, with names under aa.
    delegation('cc', 'x.nic.aa', 'y.nic.aa'),
    // One of them has a name of its own.
    delegation('dd', 'x.nic.aa', 'ns.nic.dd'),
    delegation('example', 'ns.nic.example'),
  ],
  glue: new Map([
    ['ns1.nic.aa', ['192.0.2.1', '2001:db8::1']],
    ['ns2.nic.aa', ['192.0.2.2']],
    ['ns.nic.bb', ['192.0.2.2']],
    ['x.nic.aa', ['198.51.100.1']],
    ['y.nic.aa', ['198.51.100.2']],
    ['ns.nic.dd', ['198.51.100.3']],
    ['ns.nic.example', ['203.0.113.1']],
  ]),
};

const contact = (email: string, rest: Partial<GroundContact> = {}): GroundContact => ({
  operatorId: 'a',
  email,
  hasKey: true,
  keyExpiresAt: null,
  isUndeliverable: false,
  ...rest,
});
const TWO = [contact('noc@a.example'), contact('security@a.example')];

function groundOf(contacts: GroundContact[], labels = ['aa'], graph = graphOf(ZONE)): GapGround {
  return {
    now: NOW,
    graph,
    tlds: labels.map((label) => ({ label, unicode: label, operatorId: 'a' })),
    operators: [{ id: 'a', slug: 'registry-a', name: 'Registry A' }],
    contacts,
  };
}
const told = (found: FoundGap[]) =>
  found.map(({ gap, of, detail }) => [gap, of, ...(detail === null ? [] : [detail])].join(' '));
const gapsOf = (contacts: GroundContact[], labels?: string[]) => told(gapsIn(groundOf(contacts, labels)));

describe('gaps of the directory', () => {
  it('are none where two mailboxes elsewhere can be told in secret', () => {
    expect(gapsOf(TWO)).toEqual([]);
  });

  it('are TLDs that nobody runs, as long as the root zone delegates them', () => {
    const ground = groundOf(TWO);
    ground.tlds.push(
      { label: 'bb', unicode: 'bb', operatorId: null },
      { label: 'gone', unicode: 'gone', operatorId: null },
    );
    expect(told(gapsIn(ground))).toEqual(['no_operator bb']);
  });

  it('are operators without a contact to whom mail gets, and nothing more is said of those', () => {
    expect(gapsOf([])).toEqual(['no_usable_contact registry-a none']);
    const away = TWO.map((one) => ({ ...one, hasKey: false, isUndeliverable: true }));
    expect(gapsOf(away)).toEqual(['no_usable_contact registry-a undeliverable']);
  });

  it('are one mailbox alone, be it in two roles or in two cases, or left over', () => {
    const alone = ['one_contact registry-a'];
    expect(gapsOf([contact('noc@a.example')])).toEqual(alone);
    expect(gapsOf([contact('noc@a.example'), contact('NOC@a.example')])).toEqual(alone);
    expect(gapsOf([contact('noc@a.example'), contact('old@a.example', { isUndeliverable: true })])).toEqual(
      alone,
    );
  });

  it('are contacts without any key', () => {
    expect(gapsOf(TWO.map((one) => ({ ...one, hasKey: false })))).toEqual(['no_key registry-a']);
    expect(gapsOf([contact('noc@a.example', { hasKey: false }), ...TWO])).toEqual([]);
  });

  it('are keys that have ended, or are about to', () => {
    const ends = (days: number) => gapsOf([...TWO, contact('k@a.example', { keyExpiresAt: inDays(days) })]);
    expect(ends(-1)).toEqual(['key_expired k@a.example']);
    expect(ends(0)).toEqual(['key_expired k@a.example']);
    expect(ends(60)).toEqual(['key_expiring k@a.example']);
    expect(ends(61)).toEqual([]);
    expect(gapsOf([...TWO, contact('k@a.example', { hasKey: false, keyExpiresAt: inDays(-1) })])).toEqual([]);
  });

  it.each([
    ['under the TLD itself', ['noc@nic.aa', 'security@nic.aa'], ['aa'], 'servers'],
    ['beside one elsewhere', ['noc@nic.aa', 'noc@a.example'], ['aa'], null],
    ['under a TLD on the same machines', ['noc@nic.bb', 'security@nic.aa'], ['aa'], 'servers'],
    ['under a TLD whose servers have their names there', ['noc@nic.cc', 'security@nic.cc'], ['aa'], 'names'],
    ['under it, and under one that has its names there', ['noc@nic.aa', 'noc@nic.cc'], ['aa'], 'names'],
    ['under a TLD of which one server has its name there', ['noc@nic.dd', 'security@nic.dd'], ['aa'], null],
    ['the other way round', ['noc@nic.aa', 'security@nic.aa'], ['cc'], null],
    ['under one of several TLDs', ['noc@nic.aa', 'security@nic.aa'], ['aa', 'cc'], 'servers'],
    ['under a TLD that no root zone knows', ['noc@nic.zz', 'security@nic.zz'], ['zz'], 'servers'],
  ])('are contacts %s', (_, addresses, labels, detail) => {
    const contacts = addresses.map((email) => contact(email));
    expect(gapsOf(contacts, labels)).toEqual(detail === null ? [] : [`contacts_inside registry-a ${detail}`]);
  });

  it('names those TLDs of an operator with which its contacts are cut off', () => {
    const [gap] = gapsIn(groundOf([contact('noc@nic.aa'), contact('security@nic.aa')], ['cc', 'aa', 'bb']));
    // cc has machines of its own: mail to aa gets there while cc is away.
    expect(gap?.tlds.map(({ label }) => label)).toEqual(['aa', 'bb']);
  });

  it('asks nothing of a root zone that was never imported', () => {
    const ground = { ...groundOf([contact('noc@nic.aa'), contact('b@nic.aa')], ['aa', 'bb']), graph: null };
    expect(told(gapsIn(ground))).toEqual(['contacts_inside registry-a servers']);
  });

  it('are many TLDs behind one mailbox, over all operators', () => {
    const labels = Array.from({ length: 19 }, (_, index) => `t${index}`);
    const ground = groundOf(TWO, labels);
    expect(told(gapsIn(ground))).toEqual([]);
    ground.tlds.push({ label: 'bb', unicode: 'bb', operatorId: 'b' });
    ground.operators.push({ id: 'b', slug: 'registry-b', name: 'Registry B' });
    const second = [contact('NOC@a.example'), contact('noc@b.example')];
    ground.contacts.push(...second.map((one) => ({ ...one, operatorId: 'b' })));
    const [gap, ...others] = gapsIn(ground);
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ gap: 'concentration', of: 'noc@a.example' });
    expect([gap?.tlds.length, gap?.operators.map(({ slug }) => slug)]).toEqual([
      20,
      ['registry-a', 'registry-b'],
    ]);
  });

  it('are found in 1,500 TLDs and 3,000 contacts within a blink', () => {
    const ids = Array.from({ length: 1_500 }, (_, index) => `o${String(index).padStart(4, '0')}`);
    const ground: GapGround = {
      now: NOW,
      graph: graphOf(ZONE),
      tlds: ids.map((id) => ({ label: id, unicode: id, operatorId: id })),
      operators: ids.map((id) => ({ id, slug: id, name: id })),
      contacts: ids.flatMap((id) =>
        ['noc', 'security'].map((role) => contact(`${role}@nic.${id}`, { operatorId: id, hasKey: false })),
      ),
    };
    const begun = process.cpuUsage();
    const found = gapsIn(ground);
    const { user } = process.cpuUsage(begun);
    expect(found).toHaveLength(3_000);
    expect(user / 1_000).toBeLessThan(500);
  });
});
