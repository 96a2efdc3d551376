import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gate } from './gate.ts';

const DOMAIN = 'registry.example';

/** Work that says when it runs and ends when told to. */
function controlled() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<string> => {
    log.push(name);
    return new Promise((resolve) => ends.set(name, () => resolve(name)));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await sleep(0);
  };
  return { log, work, end };
}

describe('the gate of a domain', () => {
  it('lets two in, and the third when one has ended, whatever the case of the name', async () => {
    const gate = new Gate();
    const { log, work, end } = controlled();
    const all = [
      gate.pass(DOMAIN, false, work('a')),
      gate.pass('Registry.Example', false, work('b')),
      gate.pass(DOMAIN, false, work('c')),
    ];
    expect(log).toEqual(['a', 'b']);
    await end('b');
    expect(log).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  });

  it('gives the next place to what is urgent', async () => {
    const gate = new Gate(1);
    const { log, work, end } = controlled();
    for (const name of ['first', 'n1', 'n2']) void gate.pass(DOMAIN, false, work(name));
    for (const name of ['u1', 'u2']) void gate.pass(DOMAIN, true, work(name));
    for (const name of ['first', 'u1', 'u2', 'n1', 'n2']) await end(name);
    expect(log).toEqual(['first', 'u1', 'u2', 'n1', 'n2']);
  });

  it('does not let one domain hold up another', async () => {
    const gate = new Gate(1);
    const { log, work, end } = controlled();
    void gate.pass('a.example', false, work('a'));
    void gate.pass('b.example', false, work('b'));
    expect(log).toEqual(['a', 'b']);
    await end('a');
    await end('b');
  });

  it('does all of 500 works, and never more than two at once', async () => {
    const gate = new Gate();
    let running = 0;
    let most = 0;
    const work = async (index: number): Promise<number> => {
      most = Math.max(most, ++running);
      for (let turns = index % 4; turns > 0; turns--) await Promise.resolve();
      running -= 1;
      return index;
    };
    const indexes = Array.from({ length: 500 }, (_, index) => index);
    expect(
      await Promise.all(indexes.map((index) => gate.pass(DOMAIN, index % 3 === 0, () => work(index)))),
    ).toEqual(indexes);
    expect(most).toBe(2);
  });

  it('goes on after a fault, which goes to whoever brought the work', async () => {
    const gate = new Gate(1);
    const { log, work, end } = controlled();
    const broken = gate.pass(DOMAIN, false, () => sleep(1).then(() => Promise.reject(new Error('broken'))));
    const next = gate.pass(DOMAIN, false, work('next'));
    await expect(broken).rejects.toThrow('broken');
    await sleep(0);
    expect(log).toEqual(['next']);
    await end('next');
    expect(await next).toBe('next');
  });
});
