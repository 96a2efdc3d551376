import { readConfig } from '#config/config';
import { People, Tokens } from '#libs/access';
import { directoryOperator } from '#libs/contracts';
import type { EncryptionPolicy } from '#libs/contracts';
import { readContactKey } from '#libs/mail';
import { Directory } from '#libs/operators';
import { generateKey } from 'openpgp';
import { openForCommand } from '../../../apps/server/service.ts';
import type { Service } from '../../../apps/server/service.ts';
import type { Installation } from '../../harness/installation.ts';

/** What its contacts want: in clear, encrypted if there is a key, encrypted or not at all. */
const WISHES: { encryption: EncryptionPolicy; hasKey: boolean }[] = [
  { encryption: 'never', hasKey: false },
  { encryption: 'if_key', hasKey: true },
  { encryption: 'if_key', hasKey: false },
  { encryption: 'required', hasKey: true },
  { encryption: 'required', hasKey: false },
];

/** An operator with two contacts, called one after the other. */
export interface Told {
  slug: string;
  tld: string;
  contacts: { email: string; encryption: EncryptionPolicy; hasKey: boolean }[];
}

/** Fills the directory. The service stays open for the caller's own use. */
export async function peopled(
  installation: Installation,
  count: number,
): Promise<{ service: Service; operators: Told[]; token: string }> {
  const service = await openForCommand(readConfig(installation.env));
  const operators = Array.from({ length: count }, (_, index) => toldOf(index));
  const imported = await Promise.all(operators.map(importable));
  const armored = imported.flatMap(({ contacts }) => contacts.flatMap(({ key }) => key ?? []));
  const keys = await Promise.all(armored.map(async (key) => [key, await readContactKey(key)] as const));
  await service.app.get(Directory).import(imported, new Map(keys));
  const email = 'responder@staff.example';
  await service.app.get(People).addUser({ email, role: 'responder' });
  const { token } = await service.app.get(Tokens).issueFor(email, 'run');
  return { service, operators, token };
}

function toldOf(index: number): Told {
  const slug = `registry-${String(index).padStart(3, '0')}`;
  const wish = WISHES[index % WISHES.length];
  return {
    slug,
    tld: `x${String(index).padStart(3, '0')}x`,
    contacts: ['first', 'second'].map((name) => ({
      email: `${name}@${slug}.example`,
      encryption: wish?.encryption ?? 'never',
      hasKey: wish?.hasKey ?? false,
    })),
  };
}

async function importable({ slug, tld, contacts }: Told) {
  return directoryOperator.parse({
    slug,
    name: `Registry ${slug}`,
    kind: 'tld_manager',
    tlds: [tld],
    contacts: await Promise.all(
      contacts.map(async ({ email, encryption, hasKey }, index) => ({
        email,
        encryption,
        role: index === 0 ? 'security' : 'noc',
        order: index + 1,
        ...(hasKey ? { key: await keyFor(email) } : {}),
      })),
    ),
  });
}

async function keyFor(email: string): Promise<string> {
  const { publicKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ email }],
    format: 'armored',
    date: new Date(Date.now() - 60_000),
  });
  return publicKey;
}
