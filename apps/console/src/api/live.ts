import type { QueryClient } from '@tanstack/react-query';
import type { ChangeView } from '#libs/contracts';

export type LiveState = 'connecting' | 'live' | 'broken';

interface Message {
  changes?: ChangeView[];
  state?: LiveState;
}

/** ms; changes that come together are told together, so that a flood does not ask for the same list a hundred times. */
const GATHER = 400;
const CHANNEL = 'dnscert.live';
let state: LiveState = 'connecting';
const listeners = new Set<() => void>();

export const liveState = (): LiveState => state;
export function onLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Keeps what was read fresh. One tab of a browser holds the connection and tells the others: browsers allow six connections
 * to a host, and people open more tabs than that.
 */
export function followChanges(queries: QueryClient): () => void {
  const ended = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  const gathered = new Map<string, ChangeView>();
  let timer: number | undefined;

  const take = ({ changes = [], state: told }: Message) => {
    if (told !== undefined) setState(told);
    for (const change of changes) gathered.set(`${change.what} ${change.id ?? ''}`, change);
    if (gathered.size > 0) timer ??= window.setTimeout(flush, GATHER);
  };
  const flush = () => {
    timer = undefined;
    const changes = [...gathered.values()];
    gathered.clear();
    void queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, changes) });
  };
  const tell = (message: Message) => {
    take(message);
    channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => take(data);
  void navigator.locks
    .request(CHANNEL, { signal: ended.signal }, () => holdConnection(tell, ended.signal))
    .catch(() => undefined);
  return () => {
    ended.abort();
    channel.close();
    window.clearTimeout(timer);
  };
}

/** By the first word of a query's key, and where it names a thing, by the thing. */
function isTouched(queryKey: readonly unknown[], changes: ChangeView[]): boolean {
  const [noun, id] = queryKey;
  return changes.some((change) => {
    if (change.what === 'all') return true;
    const touched = TOUCHES[change.what] ?? [change.what];
    return touched.some((name) => name === noun) && (noun !== change.what || id === change.id);
  });
}

/** Which queries a change of a thing makes old: `incident` with its id is that incident, the others are lists. */
const TOUCHES: Record<string, string[]> = {
  incident: ['incident', 'incidents', 'board', 'deadlines', 'calls', 'notifications', 'asks', 'reports'],
  report: ['report', 'reports', 'board', 'asks'],
  drill: ['drills'],
  contact_pack: ['contact-packs'],
  key: ['key-room'],
};

const EVERYTHING: ChangeView = { what: 'all', id: null, type: 'changed' };

/** ms until a connection that was refused is tried again; one that broke is tried again by the browser itself. */
const TRY_AGAIN = 10_000;

/** Holds until `signal`: only then may another tab take over. */
function holdConnection(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    let source: EventSource;
    let timer: number | undefined;
    let isFirst = true;
    const open = () => {
      source = new EventSource('/api/v1/events');
      // A connection of the browser's own goes on where it was; a new one does not know what it has missed.
      const changes = isFirst ? [] : [EVERYTHING];
      isFirst = false;
      source.onopen = () => tell({ state: 'live', changes: changes.splice(0) });
      source.onmessage = ({ data }: MessageEvent<string>) =>
        tell({ changes: [JSON.parse(data) as ChangeView] });
      source.onerror = () => {
        const isRefused = source.readyState === EventSource.CLOSED;
        tell({ state: isRefused ? 'broken' : 'connecting' });
        if (isRefused && !signal.aborted) timer = window.setTimeout(open, TRY_AGAIN);
      };
    };
    open();
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      source.close();
      done();
    });
  });
}

function setState(told: LiveState): void {
  if (told === state) return;
  state = told;
  listeners.forEach((listener) => listener());
}
