// Owns how long a start may take when its caller did not say: launchers download first.
import { Timeouts, type ProcessSpecInput } from '@mcpm/domain';

/** Milliseconds a program that a launcher has to fetch first may take to become ready. */
const LAUNCHER_START_MS = 120_000;

// Commands that fetch what they run.
const LAUNCHERS: ReadonlySet<string> = new Set(['npx', 'pnpx', 'uvx', 'bunx']);

// Commands that do so by one of their words.
const LAUNCHING_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['exec', 'x']],
  ['pnpm', ['dlx']],
  ['yarn', ['dlx']],
  ['bun', ['x']],
  ['uv', ['run', 'tool']],
  ['pipx', ['run']],
  ['docker', ['run']],
  ['podman', ['run']],
]);

/** Milliseconds from spawn to ready: what the caller chose, else 120 s for a launcher (`npx`, `uvx`, `pnpm dlx`, `docker run`, …), else 30 s. */
export function startTimeoutFor(spec: Pick<ProcessSpecInput, 'command' | 'args' | 'timeouts'>): number {
  const chosen = spec.timeouts?.startMs;
  if (chosen !== undefined) return chosen;
  return isLauncher(spec.command, spec.args ?? []) ? LAUNCHER_START_MS : Timeouts.parse({}).startMs;
}

function isLauncher(command: string, args: readonly string[]): boolean {
  const [first] = args;
  const name = programName(command);
  // npx itself is a script of Node's: `node …/npx-cli.js`.
  if (name === 'node' && first !== undefined) return programName(first) === 'npx-cli';
  const word = args.find((arg) => !arg.startsWith('-'));
  return LAUNCHERS.has(name) || (word !== undefined && LAUNCHING_WORDS.get(name)?.includes(word) === true);
}

function programName(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return file.replace(/\.(?:cmd|exe|bat|ps1|js|cjs|mjs)$/i, '').toLowerCase();
}
