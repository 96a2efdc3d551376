export type Queues = 'postgres' | 'redis';

/** Which queue backend the jest project asks for: an end-to-end file that is not about one alone runs once on each. */
export let QUEUES: Queues = (globalThis as { QUEUES?: Queues }).QUEUES ?? 'postgres';

/** For built-runtime.cjs, before each file: a process runs files of both projects with one copy of this module. */
export function useQueues(queues: Queues): void {
  QUEUES = queues;
}
