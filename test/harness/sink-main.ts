import { FastSink } from './fast-sink.ts';

/** The sink as a process of its own, so that it shares nobody's event loop. `argv[2]`: latency in ms. */
const sink = new FastSink(Number(process.argv[2] ?? '0'));

process.on('message', ({ ask, from }: { ask: number; from: number }) => {
  process.send?.({ ask, count: sink.taken.length, taken: sink.taken.slice(from) });
});
// Whoever started us is gone.
process.on('disconnect', () => process.exit(0));
process.send?.({ port: await sink.listen() });
