import { createHash } from 'node:crypto';
import { COUNTRY_CODES, genericLabels } from './labels.ts';
import { randomNumbers } from './random.ts';

/** Generic TLDs that run servers of their own, and those that live at a back end with others. */
const ALONE = 600;
const AT_BACK_ENDS = 560;
const BACK_ENDS = 60;
const SECONDARIES = 30;
const SEED = 20_100_201;

/** Networks for documentation (RFC 5737); IPv6 takes what is needed out of 2001:db8::/32 (RFC 3849). */
const SECONDARY_NET = '203.0.113';
const BACK_END_NET = '198.51.100';
const OWN_NET = '192.0.2';

/**
 * A root zone that is all made up and has the shape of the real one: some 1,400 TLDs, back ends that carry many, secondaries
 * that many share, a few unsigned TLDs. No address in it can be anybody's. The same day gives the same zone.
 *
 * @param day its date becomes the serial (YYYYMMDD00)
 */
export function madeRootZone(day: Date): string {
  return new ZoneMaker().make(`${day.toISOString().slice(0, 10).replaceAll('-', '')}00`);
}

class ZoneMaker {
  private readonly next = randomNumbers(SEED);
  private readonly servers = new Map<string, string[]>();
  private readonly addresses = new Map<string, string[]>();
  private readonly taken = new Map<string, number>();
  private networks = 0;

  make(serial: string): string {
    const roots = 'abcdefghijklm'.split('').map((letter) => this.host(`${letter}.root.example`, OWN_NET));
    this.addCountryCodes(this.providers('secondary', SECONDARIES, 2, SECONDARY_NET));
    this.addGenerics(this.providers('backend', BACK_ENDS, 4, BACK_END_NET));
    return [
      '; Made by the demo. Names under .example and addresses for documentation only; not the root zone of the Internet.',
      `. 86400 IN SOA a.root.example. hostmaster.root.example. ${serial} 1800 900 604800 86400`,
      ...roots.map((host) => `. 518400 IN NS ${host}.`),
      ...[...this.servers].flatMap(([label, hosts]) => this.delegation(label, hosts)),
      ...[...this.addresses].flatMap(([host, addresses]) => addresses.map((at) => addressRecord(host, at))),
      '',
    ].join('\n');
  }

  private providers(name: string, count: number, hosts: number, network: string): string[][] {
    return Array.from({ length: count }, (_, index) =>
      Array.from({ length: hosts }, (_none, host) =>
        this.host(`ns${host + 1}.${name}-${String(index + 1).padStart(2, '0')}.example`, network),
      ),
    );
  }

  /** Two servers of its own, and one to three shared ones: what makes one failure everybody's. */
  private addCountryCodes(secondaries: string[][]): void {
    for (const label of COUNTRY_CODES) {
      const shared = this.some(secondaries, 1 + this.below(2)).flatMap((hosts) =>
        hosts.slice(0, 1 + this.below(2)),
      );
      this.servers.set(label, [...this.own(label, 2), ...shared]);
    }
  }

  private addGenerics(backEnds: string[][]): void {
    const labels = genericLabels(ALONE + AT_BACK_ENDS);
    labels.forEach((label, index) => {
      // The first back ends carry most, as in the real zone.
      const share = this.next();
      const backEnd = backEnds[Math.floor(share * share * backEnds.length)] ?? [];
      this.servers.set(label, index < ALONE ? this.own(label, 3) : backEnd);
    });
  }

  private own(label: string, count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.host(`${'abc'[index]}.nic.${label}`, OWN_NET));
  }

  /** A server with an IPv6 address, and with an IPv4 one while its network has any left. */
  private host(name: string, network: string): string {
    const used = (this.taken.get(network) ?? 0) + 1;
    this.taken.set(network, used);
    this.networks += 1;
    const ipv6 = `2001:db8:${this.networks.toString(16)}::53`;
    this.addresses.set(name, used < 255 ? [`${network}.${used}`, ipv6] : [ipv6]);
    return name;
  }

  private delegation(label: string, hosts: string[]): string[] {
    const lines = hosts.map((host) => `${label}. 172800 IN NS ${host}.`);
    if (this.next() < 0.92) lines.push(this.signer(label));
    return lines;
  }

  private signer(label: string): string {
    const digest = createHash('sha256').update(label).digest('hex').toUpperCase();
    return `${label}. 86400 IN DS ${1 + this.below(65_535)} ${this.below(3) === 0 ? 8 : 13} 2 ${digest}`;
  }

  private some<T>(items: T[], count: number): T[] {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)).flat();
  }

  private below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}

const addressRecord = (host: string, at: string) =>
  `${host}. 172800 IN ${at.includes(':') ? 'AAAA' : 'A'} ${at}`;
