// Owns the runner's command line: options become argv, secrets become variables.
import { listRunnerOptions, type RunnerOption, type RunnerOptionsInput } from '@mcpm/domain';
import { holdsLogin } from './hidden-logins.ts';

/** A command line in two halves: what `ps` may show, and what it must not. */
export interface RunnerArguments {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether a switch is on when nobody says anything. */
function isOnAnyway({ schema }: RunnerOption): boolean {
  return schema.safeParse(undefined).data === true;
}

function flagsOf(option: RunnerOption, value: unknown): string[] {
  const flag = `--${option.flag}`;
  if (Array.isArray(value)) return value.flatMap((item) => [flag, String(item)]);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) => [flag, `${name}=${String(item)}`]);
  }
  return [flag, String(value)];
}

/** Command line of the given options; what is absent, empty or a switch in its resting place is left out. */
export function runnerArguments(options: RunnerOptionsInput): RunnerArguments {
  const argv: string[] = [];
  const env: Record<string, string> = {};
  for (const option of listRunnerOptions()) {
    const value: unknown = options[option.name];
    if (isEmpty(value)) continue;
    if (typeof value === 'boolean') {
      if (value !== isOnAnyway(option)) argv.push(value ? `--${option.flag}` : `--no-${option.flag}`);
      continue;
    }
    if (option.secret || holdsLogin(value)) env[option.env] = typeof value === 'string' ? value : JSON.stringify(value);
    else argv.push(...flagsOf(option, value));
  }
  return { argv, env };
}
