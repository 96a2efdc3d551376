import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DirectoryOperator } from '#libs/contracts';
import { readRootZone } from '#libs/operators';
import type { RootZone } from '#libs/operators';
import { madeDirectory } from './made-directory.ts';
import { madeRootZone } from './made-root-zone.ts';
import { everybody } from './people.ts';
import { sharedAddressOf } from './shared-address.ts';

const DAY = new Date('2026-03-04T05:06:07Z');
const DOCUMENTATION = /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/;

describe('a root zone and a directory of our own making', () => {
  let folder: string;
  let zone: RootZone;
  let directory: DirectoryOperator[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dnscert-made-'));
    await writeFile(join(folder, 'root.zone'), madeRootZone(DAY));
    zone = await readRootZone(join(folder, 'root.zone'));
    directory = madeDirectory(zone);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('passes the importer and has the size of the real one', () => {
    expect(zone.serial).toBe(2026030400);
    expect(zone.tlds.length).toBeGreaterThan(1_400);
    expect(zone.rootServers).toHaveLength(13);
    const signed = zone.tlds.filter(({ ds }) => ds.length > 0).length;
    expect(signed / zone.tlds.length).toBeGreaterThan(0.85);
    expect(signed).toBeLessThan(zone.tlds.length);
  });

  it("holds no address that could be somebody's, and none twice", () => {
    const addresses = [...zone.glue.values()].flat();
    expect(addresses.filter((address) => !DOCUMENTATION.test(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('gives every TLD to one operator, whose contacts are all under .example', () => {
    expect(directory.flatMap(({ tlds }) => tlds).sort()).toEqual(zone.tlds.map(({ label }) => label));
    expect(directory.length).toBeGreaterThan(850);
    expect(directory.length).toBeLessThan(950);
    const emails = directory.flatMap(({ contacts }) => contacts.map(({ email }) => email));
    expect(emails.filter((email) => !email.endsWith('.example'))).toEqual([]);
  });

  it('knows the clocks and languages of countries', () => {
    const newZealand = directory.find(({ slug }) => slug === 'registry-nz');
    expect(newZealand).toMatchObject({ name: 'Registry of .nz', country: 'NZ', tlds: ['nz'] });
    expect(newZealand?.contacts[0]).toMatchObject({ timezone: 'Pacific/Auckland', language: 'en' });
  });

  it('has an address that some registries share, for the story', () => {
    const shared = sharedAddressOf(zone, directory);
    expect(shared.operators.length).toBeGreaterThanOrEqual(5);
    expect(shared.operators.length).toBeLessThanOrEqual(12);
    const people = everybody(shared, directory);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(people.every(({ password }) => password.length >= 10)).toBe(true);
  });

  it('is the same each time', () => {
    expect(madeRootZone(DAY)).toBe(madeRootZone(DAY));
  });
});
