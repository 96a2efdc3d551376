/** A small root zone as a master file: every TLD has two servers of its own; those in `unsigned` have no DS. */
export function smallZone(serial: number, tlds: string[], unsigned: string[] = []): string {
  const lines = [
    `.\t86400\tIN\tSOA\ta.root-servers.net. nstld.example. ${serial} 1800 900 604800 86400`,
    '.\t518400\tIN\tNS\ta.root-servers.net.',
  ];
  [...tlds].sort().forEach((label, index) => {
    lines.push(
      `${label}.\t172800\tIN\tNS\tns1.nic.${label}.`,
      `${label}.\t172800\tIN\tNS\tns2.nic.${label}.`,
    );
    if (!unsigned.includes(label))
      lines.push(`${label}.\t86400\tIN\tDS\t${1_000 + index} 13 2 ${'AB'.repeat(32)}`);
    lines.push(`ns1.nic.${label}.\t172800\tIN\tA\t192.0.2.${index + 1}`);
    lines.push(`ns2.nic.${label}.\t172800\tIN\tAAAA\t2001:db8:${(index + 1).toString(16)}::1`);
  });
  lines.push('a.root-servers.net.\t3600000\tIN\tA\t192.0.2.250');
  return `${lines.join('\n')}\n`;
}
