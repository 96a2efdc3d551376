import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainGate } from './domain-gate.ts';

const DOMAIN = 'registry.example';

/** Work that says when it runs and ends when told to. */
function controlled() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<void> => {
    log.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  };
  const parked = (id: string, urgent = false) => ({ id, urgent, work: work(id) });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await sleep(0);
  };
  return { log, work, parked, end };
}

const never = (fault: unknown): void => {
  throw fault;
};

describe('the gate of a domain', () => {
  it('lets two in, sends the third away at once, and runs it when one has ended', async () => {
    const gate = new DomainGate(never);
    const { log, work, parked, end } = controlled();
    const a = gate.enter(DOMAIN, work('a'));
    const b = gate.enter('Registry.Example', work('b'));
    expect(await gate.enter(DOMAIN, work('c'))).toBe(false);
    gate.park(DOMAIN, parked('c'));
    expect(log).toEqual(['a', 'b']);
    await end('b');
    expect(log).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(await Promise.all([a, b])).toEqual([true, true]);
    await end('c');
  });

  it('keeps nobody for the work of others', async () => {
    const gate = new DomainGate(never, 1);
    const { log, work, parked, end } = controlled();
    const own = gate.enter(DOMAIN, work('own'));
    gate.park(DOMAIN, parked('parked'));
    await end('own');
    expect(await own).toBe(true);
    expect(log).toEqual(['own', 'parked']);
    expect(await gate.enter(DOMAIN, work('other'))).toBe(false);
    await end('parked');
  });

  it('gives the next place to what is urgent', async () => {
    const gate = new DomainGate(never, 1);
    const { log, work, parked, end } = controlled();
    void gate.enter(DOMAIN, work('first'));
    for (const id of ['n1', 'n2']) gate.park(DOMAIN, parked(id));
    for (const id of ['u1', 'u2']) gate.park(DOMAIN, parked(id, true));
    for (const id of ['first', 'u1', 'u2', 'n1', 'n2']) await end(id);
    expect(log).toEqual(['first', 'u1', 'u2', 'n1', 'n2']);
  });

  it('starts at once what is parked when a place has come free meanwhile', () => {
    const gate = new DomainGate(never, 1);
    const { log, parked } = controlled();
    expect(gate.park(DOMAIN, parked('a'))).toBe(true);
    expect(log).toEqual(['a']);
  });

  it('does not let one domain hold up another', async () => {
    const gate = new DomainGate(never, 1);
    const { log, work, end } = controlled();
    void gate.enter('a.example', work('a'));
    void gate.enter('b.example', work('b'));
    expect(log).toEqual(['a', 'b']);
    await end('a');
    await end('b');
  });

  it('loses none of 500 works however they come, and never runs more than two', async () => {
    const gate = new DomainGate(never);
    let running = 0;
    let most = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      for (let turns = done % 4; turns > 0; turns--) await Promise.resolve();
      running -= 1;
      done += 1;
    };
    const come = async (id: string): Promise<void> => {
      if (!(await gate.enter(DOMAIN, work))) gate.park(DOMAIN, { id, urgent: done % 3 === 0, work });
    };
    for (let i = 0; i < 500; i++) {
      void come(String(i));
      for (let turns = i % 7; turns > 0; turns--) await Promise.resolve();
    }
    while (done < 500) await sleep(1);
    expect(most).toBe(2);
  });

  it('goes on after a fault: its own goes to who came with the work, that of parked work to who listens', async () => {
    const heard: unknown[] = [];
    const gate = new DomainGate((fault) => heard.push(fault), 1);
    const { log, parked, end } = controlled();
    const own = gate.enter(DOMAIN, () => sleep(1).then(() => Promise.reject(new Error('own'))));
    gate.park(DOMAIN, { id: 'broken', urgent: false, work: () => Promise.reject(new Error('parked')) });
    gate.park(DOMAIN, parked('last'));
    await expect(own).rejects.toThrow('own');
    await sleep(1);
    expect(heard).toEqual([new Error('parked')]);
    expect(log).toEqual(['last']);
    await end('last');
  });

  it('forgets what is more than may wait, and counts the same work once', async () => {
    const gate = new DomainGate(never, 1, 1);
    const { log, work, parked, end } = controlled();
    void gate.enter(DOMAIN, work('running'));
    expect(gate.park(DOMAIN, parked('waits'))).toBe(true);
    expect(gate.park(DOMAIN, parked('waits'))).toBe(true);
    expect(gate.park(DOMAIN, parked('too many'))).toBe(false);
    await end('running');
    await end('waits');
    expect(log).toEqual(['running', 'waits']);
  });
});
