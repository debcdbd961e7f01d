// Owns the way from arguments and environment to options: every fault of both is found before anything starts.
import { McpmError, RunnerOptions, type Fault } from '@mcpm/domain';
import { listOptionShapes, readText, type OptionShape } from './option-shape.ts';
import { readArguments } from './read-arguments.ts';

/** What the person asked for: a text to print, or a server. */
export type Invocation = { readonly wants: 'help' | 'version' } | ServerInvocation;

/** A server is wanted, with these options; the warnings are about how they were given. */
export interface ServerInvocation {
  readonly wants: 'server';
  readonly options: RunnerOptions;
  readonly warnings: readonly string[];
}

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the invocation: an argument wins over its variable, a variable over the default. Throws `usage_invalid` when any argument is wrong and
 * `configuration_invalid` when only variables are; `faults` names each option or variable with what is allowed.
 */
export function parseInvocation(argv: readonly string[], env: Environment): Invocation {
  const shapes = listOptionShapes();
  const read = readArguments(argv, shapes);
  if (read.help) return { wants: 'help' };
  if (read.version) return { wants: 'version' };
  const raw: Record<string, unknown> = {};
  const fromEnvironment = new Set<string>();
  for (const shape of shapes) {
    const variable = env[shape.env];
    if (read.values.has(shape.name)) raw[shape.name] = read.values.get(shape.name);
    else if (variable !== undefined && variable !== '') {
      raw[shape.name] = readText(shape, variable);
      fromEnvironment.add(shape.name);
    }
  }
  const parsed = RunnerOptions.safeParse(raw);
  const usage: Fault[] = [...read.faults];
  const configuration: Fault[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    const shape = shapes.find((candidate) => candidate.name === issue.path[0]);
    const variable = shape !== undefined && fromEnvironment.has(shape.name);
    if (shape !== undefined && usage.some((fault) => fault.pointer === `--${shape.flag}`)) continue;
    const fault = {
      pointer: shape === undefined ? '' : variable ? shape.env : `--${shape.flag}`,
      message: explain(shape, raw, issue.message),
    };
    (variable ? configuration : usage).push(fault);
  }
  if (parsed.success) usage.push(...contradictions(parsed.data));
  if (!parsed.success || usage.length > 0) throw refusal(usage, configuration);
  return { wants: 'server', options: parsed.data, warnings: exposedSecrets(read.values, shapes) };
}

function explain(shape: OptionShape | undefined, raw: Readonly<Record<string, unknown>>, complaint: string): string {
  if (shape === undefined) return complaint;
  const value = raw[shape.name];
  if (value === undefined)
    return `is missing: give --${shape.flag} ${shape.placeholder ?? 'VALUE'} or set ${shape.env}`;
  const shown = shape.secret ? 'the value' : JSON.stringify(value);
  return `${shown} does not fit: ${allowed(shape) ?? complaint}`;
}

function allowed(shape: OptionShape): string | undefined {
  if (shape.kind === 'choice') return `allowed are ${shape.choices.join(', ')}`;
  if (shape.kind === 'switch') return 'allowed are true and false';
  if (shape.kind === 'map') return `write ${shape.placeholder ?? 'NAME=VALUE'}, or a JSON object of texts`;
  return undefined;
}

function contradictions(options: RunnerOptions): Fault[] {
  const faults: Fault[] = [];
  if (options.transport === 'sse' && options.endpoint === '/messages') {
    faults.push({
      pointer: '--endpoint',
      message: '"/messages" is where --transport sse takes posted messages; choose another path',
    });
  }
  if (options.openapi !== '-') return faults;
  const against = (reason: string) => faults.push({ pointer: '--openapi', message: `"-" (standard input) ${reason}` });
  if (options.transport === 'stdio')
    against('does not go with --transport stdio, which needs standard input for the protocol');
  if (options.managed) against('does not go with --managed, which watches standard input for its end');
  if (options.autoRestart) against('does not go with --auto-restart: it can be read only once');
  if (options.watch) against('does not go with --watch: it never changes');
  return faults;
}

function exposedSecrets(values: ReadonlyMap<string, unknown>, shapes: readonly OptionShape[]): string[] {
  return shapes
    .filter((shape) => shape.secret && values.has(shape.name))
    .map(
      (shape) =>
        `--${shape.flag} stands on the command line, where every user of this machine can read it (ps); set ${shape.env} instead`,
    );
}

function refusal(usage: readonly Fault[], configuration: readonly Fault[]): McpmError {
  const faults = [...usage, ...configuration];
  const detail = faults.map((fault) => `${fault.pointer} ${fault.message}`).join('\n');
  return new McpmError(usage.length > 0 ? 'usage_invalid' : 'configuration_invalid', detail, { faults });
}
