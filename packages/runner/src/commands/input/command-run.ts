// Owns what a command is given.
import type { RunnerOptions } from '@mcpm/domain';
import type { Environment } from '../../runtime/environment.ts';
import type { Logger } from '../../log/logger.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { CommandName } from '../../cli/command-flags.ts';

/** One command to run. */
export interface CommandRun {
  readonly command: CommandName;
  /** What follows its name. */
  readonly words: readonly string[];
  /** Those a server would have. */
  readonly options: RunnerOptions;
  /** Its own flags: `true`, or a text. */
  readonly flags: Readonly<Record<string, string | boolean>>;
  readonly env: Environment;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly log: Logger;
}
