import type { ImpactClass, ServerState } from '#libs/contracts';

/** By shape beside word and colour. */
export const CLASS_SIGNS: Record<ImpactClass, string> = {
  all_servers: '●',
  some_servers: '◐',
  name_dependency: '○',
};
export const SERVER_SIGNS: Record<ServerState, string> = { hit: '●', partly: '◐', standing: '○' };
