import type { RootZoneDraft } from './draft.ts';

type Step = (draft: RootZoneDraft) => string | undefined;

/**
 * What a whole root zone would have and this one lacks, in words; undefined when nothing is missing.
 *
 * A file cut between two lines looks well formed. These rules notice it, because names point forward: all nine real files
 * measured (2018 to 2026) keep each of them without exception. What they cannot notice: that the last server of the file
 * lacks its second address, and, in a file without NSEC records, a cut after a TLD when all servers named so far
 * have had their addresses.
 */
export function missingPiece(draft: RootZoneDraft): string | undefined {
  for (const step of STEPS) {
    const missing = step(draft);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

const STEPS: Step[] = [
  noRootServers,
  chainBroken,
  chainShort,
  delegationMissing,
  signerAlone,
  serverWithoutAddress,
];

function noRootServers(draft: RootZoneDraft): string | undefined {
  return draft.rootServers.size === 0 ? 'the root itself has no NS records' : undefined;
}

/** The NSEC chain leads from the root through every TLD back to the root (RFC 4034 section 4.1.1). */
function chainBroken(draft: RootZoneDraft): string | undefined {
  if (draft.next.size === 0) return undefined;
  let owner = '.';
  for (let steps = 0; steps < draft.next.size; steps++) {
    const next = draft.next.get(owner);
    if (next === undefined) return `the NSEC chain breaks: it names ${owner}, which has no NSEC record`;
    owner = next;
    if (owner === '.') return steps + 1 === draft.next.size ? undefined : 'the NSEC chain leaves out owners';
  }
  return 'the NSEC chain does not return to the root';
}

function chainShort(draft: RootZoneDraft): string | undefined {
  if (draft.next.size === 0) return undefined;
  for (const label of draft.servers.keys())
    if (!draft.next.has(label)) return `the TLD ${label} has no NSEC record, others have`;
  return undefined;
}

function delegationMissing(draft: RootZoneDraft): string | undefined {
  for (const owner of draft.next.keys())
    if (owner !== '.' && !draft.servers.has(owner))
      return `the NSEC chain names ${owner}, which has no NS record`;
  return undefined;
}

function signerAlone(draft: RootZoneDraft): string | undefined {
  for (const label of draft.signers.keys())
    if (!draft.servers.has(label)) return `${label} has a DS record and no NS record`;
  return undefined;
}

/** Each name server of the root zone lies under some TLD and has its addresses in the root zone itself. */
function serverWithoutAddress(draft: RootZoneDraft): string | undefined {
  for (const host of draft.rootServers)
    if (!draft.addresses.has(host)) return `the root's server ${host} has no address`;
  for (const [label, hosts] of draft.servers)
    for (const host of hosts)
      if (!draft.addresses.has(host)) return `the server ${host} of ${label} has no address`;
  return undefined;
}
