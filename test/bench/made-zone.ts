const TLDS = 1_460;
const BACK_ENDS = 300;

/** A root zone of about the size and sharing of the real one, for where the real one is not. */
export function madeZoneText(): string {
  const lines = ['.\t86400\tIN\tSOA\ta.root-servers.net. nstld.example. 2026010100 1800 900 604800 86400'];
  for (const root of ['a', 'b', 'c']) lines.push(`.\t518400\tIN\tNS\t${root}.root-servers.net.`);
  for (let index = 0; index < TLDS; index += 1) lines.push(...delegation(index));
  for (let backEnd = 0; backEnd < BACK_ENDS; backEnd += 1) {
    for (let server = 1; server <= 6; server += 1)
      lines.push(...glue(`ns${server}.b${backEnd}.${label(backEnd)}`, backEnd, server));
  }
  return `${lines.sort((a, b) => Number(b.includes('SOA')) - Number(a.includes('SOA'))).join('\n')}\n`;
}

const label = (index: number) => `x${String(index).padStart(4, '0')}x`;

function delegation(index: number): string[] {
  const backEnd = index % BACK_ENDS;
  const servers = [1, 2, 3, 4, 5, 6].map(
    (server) => `${label(index)}.\t172800\tIN\tNS\tns${server}.b${backEnd}.${label(backEnd)}.`,
  );
  const digest = String(index).padStart(64, 'A0');
  return [...servers, `${label(index)}.\t86400\tIN\tDS\t${index} 8 2 ${digest}`];
}

function glue(host: string, backEnd: number, server: number): string[] {
  const hex = backEnd.toString(16);
  return [
    `${host}.\t172800\tIN\tA\t198.18.${backEnd % 256}.${server + 10 * Math.floor(backEnd / 256)}`,
    `${host}.\t172800\tIN\tAAAA\t2001:db8:${hex}::${server}`,
  ];
}
