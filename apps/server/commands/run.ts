import type { Command as CommandLine } from 'commander';
import { readConfig } from '#config/config';
import { openForCommand } from '../service.ts';
import type { Service } from '../service.ts';

/** What a command answers: text for a person, and the same for a machine (`--json`). */
export interface CommandAnswer {
  text: string;
  json: unknown;
  /** True: exit 1, for something looked at and found wrong. */
  failed?: boolean;
}

/** What one does; positional arguments come as an array after the options. */
export type Command = (
  service: Service,
  options: Record<string, unknown>,
  args: string[],
) => Promise<CommandAnswer>;

/** The command was understood and is refused; the message goes to stderr, exit 1. */
export class CommandRefused extends Error {}

/** Opens the rooms, runs the command, closes them again. */
export function commandRuns(act: Command) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as CommandLine;
    const options = given.at(-2) as Record<string, unknown>;
    const service = await openForCommand(readConfig());
    try {
      say(command, await act(service, options, command.args));
    } finally {
      await service.stop();
    }
  };
}

export function say(command: CommandLine, answer: CommandAnswer): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  console.log(json === true ? JSON.stringify(answer.json) : answer.text);
  if (answer.failed === true) process.exitCode = 1;
}
