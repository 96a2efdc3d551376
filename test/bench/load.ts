import type { HttpAnswer, HttpCaller } from '../harness/http-caller.ts';
import type { Registry } from '../harness/installation.ts';

export interface Filed {
  id: string;
  /** ms that the answer took. */
  ms: number;
  /** ms since 1970 when the 201 was there. */
  at: number;
}

export const now = () => performance.timeOrigin + performance.now();

/** A report of about 900 bytes on one TLD. */
export function reportBody(
  tld: string,
  more: { severity: string; kind?: string; summary?: string } = { severity: 'low' },
): string {
  return JSON.stringify({
    summary: `WHOIS of .${tld} is slow`,
    kind: 'rdds-outage',
    description: `Answers take some seconds since this morning, seen from three networks. ${'We are looking into it. '.repeat(20)}`,
    tlp: 'AMBER',
    ongoing: true,
    resources: [{ type: 'tld', value: tld }],
    ...more,
  });
}

/** @throws Error when it is not taken */
export async function file(caller: HttpCaller, token: string, body: string): Promise<Filed> {
  const begun = performance.now();
  const answer = await caller.call('POST', 'reports', token, body);
  const ms = performance.now() - begun;
  return { ...(read(answer, 201) as { id: string }), ms, at: now() };
}

/** @throws Error when the status is another */
export function read(answer: HttpAnswer, status: number): unknown {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 500)}`);
  return JSON.parse(answer.text);
}

/** Runs `act` in `callers` loops until `isOver`. */
export async function inLoops(
  callers: number,
  isOver: () => boolean,
  act: (caller: number) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (!isOver()) await act(caller);
    }),
  );
}

/** TLDs of all registries in turn, each with its registry, none twice. */
export function* distinctTlds(
  registries: readonly Registry[],
): Generator<{ registry: Registry; tld: string }> {
  const most = Math.max(...registries.map(({ tlds }) => tlds.length));
  for (let number = 0; number < most; number += 1) {
    for (const registry of registries) {
      const tld = registry.tlds[number];
      if (tld !== undefined) yield { registry, tld };
    }
  }
}

/** The next of a generator that must not run dry. */
export function next<T>(source: Iterator<T, void>): T {
  const step = source.next();
  if (step.done === true) throw new Error('the bench has run out of TLDs: make more');
  return step.value;
}

/** After `seconds` from now it answers true. */
export function timer(seconds: number): () => boolean {
  const end = performance.now() + seconds * 1_000;
  return () => performance.now() > end;
}
