import { expect, it } from '@jest/globals';
import { csvOf } from './csv.ts';

it('gives a spreadsheet nothing to run', () => {
  const none = { hit: 0, total: 2 };
  const text = csvOf({
    tlds: [
      {
        label: 'aa',
        unicode: 'aa',
        class: 'all_servers',
        servers: { hit: 2, total: 2 },
        ipv4: none,
        ipv6: none,
        operatorId: 'o',
        reasons: [{ resource: { type: 'ip', value: '192.0.2.1' }, via: 'ns1.aa 192.0.2.1' }],
      },
      {
        label: 'bb',
        unicode: 'bb',
        class: 'some_servers',
        servers: none,
        ipv4: none,
        ipv6: none,
        operatorId: null,
        reasons: [],
      },
    ],
    operators: [{ id: 'o', slug: 'registry-aa', name: '=HYPERLINK("x")' }],
  });
  expect(text.split('\r\n')).toEqual([
    '"tld","unicode","class","servers","ipv4","ipv6","operator","operator_name","reasons"',
    `"aa","aa","all_servers","2 of 2","0 of 2","0 of 2","registry-aa","'=HYPERLINK(""x"")","ip 192.0.2.1 (ns1.aa 192.0.2.1)"`,
    '"bb","bb","some_servers","0 of 2","0 of 2","0 of 2","","",""',
    '',
  ]);
  for (const sign of ['=', '+', '-', '@', '\t', '\r'])
    expect(
      csvOf({ tlds: [], operators: [] }) +
        csvOf({
          tlds: [
            {
              label: `${sign}1`,
              unicode: '',
              class: 'some_servers',
              servers: none,
              ipv4: none,
              ipv6: none,
              operatorId: null,
              reasons: [],
            },
          ],
          operators: [],
        }),
    ).toContain(`"'${sign}1"`);
});
