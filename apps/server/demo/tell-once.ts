import { Tokens } from '#libs/access';
import { Listener } from '#libs/inbox';
import type { Service } from '../service.ts';
import { Client } from './client.ts';
import type { DemoSettings } from './environment.ts';
import { readMark, writeMark } from './mark.ts';
import type { DemoMark } from './mark.ts';
import type { Scene } from './seed.ts';
import { tellStory } from './story/index.ts';
import type { Terminal } from './terminal.ts';

/** Tells the story once in the life of a data folder. */
export async function tellOnce(
  service: Service,
  terminal: Terminal,
  settings: DemoSettings,
  scene: Scene,
): Promise<DemoMark | null> {
  const { DATA_DIR: dataDir } = settings.config;
  const mark = await readMark(dataDir);
  if (mark?.state === 'told' || mark?.state === 'telling') {
    sayWhyNot(terminal, mark);
    return mark;
  }
  const tokens: Record<string, string> = {};
  for (const { email } of scene.people)
    tokens[email] = (await service.app.get(Tokens).issueFor(email, 'demo')).token;
  await writeMark(dataDir, { state: 'telling', tokens, incident: null });
  const base = baseOf(settings);
  const { id, number } = await tellStory({
    ...scene,
    terminal,
    settings,
    base,
    mailPort: service.app.get(Listener).port ?? 0,
    as: ({ email }) => new Client(base, tokens[email]),
    anybody: new Client(base),
    slugs: new Map(),
  });
  await writeMark(dataDir, { state: 'told', tokens, incident: { id, number } });
  return readMark(dataDir);
}

function sayWhyNot(terminal: Terminal, { state, at }: DemoMark): void {
  terminal.note(
    state === 'told'
      ? `The story was told here already (${at.slice(0, 16).replace('T', ' ')} UTC) and is not told twice. All of it is still there.`
      : 'The story was broken off here in the middle; what had happened is still there. To see it whole, reset.',
  );
}

/** Where this process reaches its own service; PUBLIC_URL may be a name of elsewhere. */
function baseOf({ config: { HOST: host = '127.0.0.1', PORT: port } }: DemoSettings): string {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  return `http://${isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
