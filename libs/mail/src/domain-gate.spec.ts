import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainGate } from './domain-gate.ts';

/** Work that says when it runs and ends when told to. */
function controlled() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<void> => {
    log.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  };
  return { log, work, end: (name: string) => ends.get(name)?.() };
}

describe('the gate of a domain', () => {
  it('runs two, parks the third at once, and runs it when one has ended', async () => {
    const gate = new DomainGate(2);
    const { log, work, end } = controlled();
    const a = gate.run('registry.example', work('a'));
    const b = gate.run('Registry.Example', work('b'));
    await gate.run('registry.example', work('c'));
    expect(log).toEqual(['a', 'b']);
    end('b');
    await sleep(0);
    expect(log).toEqual(['a', 'b', 'c']);
    end('c');
    await b;
    end('a');
    await a;
  });

  it('does not let one domain hold up another', async () => {
    const gate = new DomainGate(1);
    const { log, work, end } = controlled();
    const a = gate.run('a.example', work('a'));
    const b = gate.run('b.example', work('b'));
    expect(log).toEqual(['a', 'b']);
    end('a');
    end('b');
    await Promise.all([a, b]);
  });

  it('loses none of 500 works however they come, and never runs more than two', async () => {
    const gate = new DomainGate(2);
    let running = 0;
    let most = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      for (let turns = done % 4; turns > 0; turns--) await Promise.resolve();
      running -= 1;
      done += 1;
    };
    const runs: Promise<void>[] = [];
    for (let i = 0; i < 500; i++) {
      runs.push(gate.run('registry.example', work));
      for (let turns = i % 7; turns > 0; turns--) await Promise.resolve();
    }
    await Promise.all(runs);
    expect({ done, most }).toEqual({ done: 500, most: 2 });
  });

  it('goes on after a fault and tells it to the one who drained', async () => {
    const gate = new DomainGate(1);
    const { log, work, end } = controlled();
    const first = gate.run('registry.example', work('first'));
    await gate.run('registry.example', () => Promise.reject(new Error('broken')));
    await gate.run('registry.example', async () => void log.push('last'));
    end('first');
    await expect(first).rejects.toThrow('broken');
    expect(log).toEqual(['first', 'last']);
  });

  it('refuses more than may wait', async () => {
    const gate = new DomainGate(1, 1);
    const { work, end } = controlled();
    const running = gate.run('registry.example', work('running'));
    await gate.run('registry.example', async () => undefined);
    await expect(gate.run('registry.example', work('too many'))).rejects.toMatchObject({
      code: 'mail.domain_crowded',
    });
    end('running');
    await running;
  });
});
