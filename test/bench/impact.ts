import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from '#libs/contracts';
import { ImpactIndex, readRootZone } from '#libs/operators';
import { Installation } from '../harness/installation.ts';
import { median, p95, tell } from './figure.ts';
import { read } from './load.ts';
import { madeZoneText } from './made-zone.ts';
import { realZonePath } from './real-zone.ts';

/** Asked over HTTP: every resource would take minutes and tell no more. */
const ASKED_OVER_HTTP = 3_000;

/** L6: which TLDs a resource touches, over every server, address, /24 and /48 of a whole root zone. */
export async function impact(): Promise<void> {
  const installation = await Installation.open({ queues: 'postgres' });
  if (installation === null) return;
  const { path, what } = await zoneFile(installation.postgres.dataDir);
  const { code, output } = await installation.dnscert('rootzone', 'import', path);
  if (code !== 0) throw new Error(output);
  const zone = await readRootZone(path);
  const begun = performance.now();
  const index = new ImpactIndex(zone);
  const built = performance.now() - begun;
  const resources = resourcesOf(zone);
  for (const resource of resources.slice(0, 2_000)) index.impactOf([resource]);
  const times = resources.map((resource) => {
    const asked = performance.now();
    index.impactOf([resource]);
    return performance.now() - asked;
  });
  tell({
    bench: 'impact',
    figure: `ImpactIndex.impactOf, p95 over ${resources.length} resources, ${what}`,
    value: p95(times),
    unit: 'ms',
    median: median(times),
    worst: Math.max(...times),
    indexBuiltIn: built,
    limit: '<= 5 ms',
    ok: p95(times) <= 5,
  });
  await tellOverHttp(installation, resources, p95(times), what);
}

async function tellOverHttp(
  installation: Installation,
  resources: Resource[],
  beside: number,
  what: string,
): Promise<void> {
  await installation.populate(1, 1);
  const service = await installation.start('web');
  const caller = installation.caller(1);
  const step = Math.max(1, Math.floor(resources.length / ASKED_OVER_HTTP));
  const asked = resources.filter((_, index) => index % step === 0);
  const ask = async (resource: Resource): Promise<number> => {
    const body = JSON.stringify({ resources: [resource] });
    const begun = performance.now();
    const answer = await caller.call('POST', 'impact', installation.token, body);
    const ms = performance.now() - begun;
    read(answer, 200);
    return ms;
  };
  for (const resource of asked.slice(0, 300)) await ask(resource);
  const times: number[] = [];
  for (const resource of asked) times.push(await ask(resource));
  tell({
    bench: 'impact',
    figure: `POST /impact over HTTP, p95 over ${times.length} resources, one after the other, ${what}`,
    value: p95(times),
    unit: 'ms',
    beside,
    besideWhat: 'ImpactIndex.impactOf alone',
    median: median(times),
    worst: Math.max(...times),
    limit: '<= 5 ms',
    ok: p95(times) <= 5,
  });
  caller.close();
  await service.stop();
}

/** The real zone where it is here, else one of our own making, as large. */
export async function zoneFile(folder: string): Promise<{ path: string; what: string }> {
  const real = realZonePath();
  if (real !== null) return { path: real, what: `real root zone, ${(await readFile(real)).length} bytes` };
  const path = join(folder, 'made.zone');
  const text = madeZoneText();
  await writeFile(path, text);
  return { path, what: `made root zone, ${text.length} bytes` };
}

function resourcesOf(zone: Awaited<ReturnType<typeof readRootZone>>): Resource[] {
  const servers = new Set(zone.tlds.flatMap(({ nameservers }) => nameservers));
  const addresses = new Set([...zone.glue.values()].flat());
  const prefixes = new Set([...addresses].map(prefixOf));
  return [
    ...[...servers].map((value): Resource => ({ type: 'nameserver', value })),
    ...[...addresses].map((value): Resource => ({ type: 'ip', value })),
    ...[...prefixes].map((value): Resource => ({ type: 'prefix', value })),
  ];
}

/** The /24 or /48 around an address. */
function prefixOf(address: string): string {
  if (!address.includes(':')) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail = ''] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const gap = address.includes('::') ? Array.from({ length: 8 - front.length - back.length }, () => '0') : [];
  const groups = [...front, ...gap, ...back].slice(0, 3);
  const short = groups
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
    .replace(/(:0)+$/, '');
  return `${short === '0' ? '' : short}::/48`;
}
