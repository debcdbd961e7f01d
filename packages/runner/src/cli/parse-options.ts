// Owns the way from arguments, environment and file to options: every fault of them all is found before anything starts.
import { McpmError, type Fault, type RunnerOptions } from '@mcpm/domain';
import type { CommandName } from './command-flags.ts';
import { acceptOptions } from './accept-options.ts';
import { contradictions } from './contradictions.ts';
import { gatherValues, type GatheredValues } from './gather-values.ts';
import type { OptionShape } from './option-shape.ts';
import { readArguments } from './read-arguments.ts';
import { valueFaults } from './value-faults.ts';
import type { Environment } from '../runtime/environment.ts';

/** What the person asked for: a text to print, a command, or a server. */
export type Invocation =
  | { readonly wants: 'help'; readonly command?: CommandName }
  | { readonly wants: 'version' }
  | CommandInvocation
  | ServerInvocation;

/** A server is wanted, with these options; the warnings are about how they were given. */
export interface ServerInvocation {
  readonly wants: 'server';
  readonly options: RunnerOptions;
  readonly warnings: readonly string[];
}

/** A command is wanted. `openapi` of its options is empty where the command needs no document and none was given. */
export interface CommandInvocation extends Omit<ServerInvocation, 'wants'> {
  readonly wants: 'command';
  readonly command: CommandName;
  /** What stands after its name, without flags. */
  readonly words: readonly string[];
  /** Flags of the command alone. */
  readonly flags: Readonly<Record<string, string | boolean>>;
}

/**
 * Reads the invocation: an argument wins over its variable, a variable over the file of `--config`, that over the default. Throws `usage_invalid` when any
 * argument is wrong and `configuration_invalid` when only variables or the file are; `faults` names each option, variable or key with what is allowed.
 * @param shapes every option there is.
 */
export async function parseInvocation(
  argv: readonly string[],
  env: Environment,
  shapes: readonly OptionShape[],
): Promise<Invocation> {
  const { help, version, command, words, flags, ...read } = readArguments(argv, shapes);
  if (help) return { wants: 'help', ...(command === undefined ? {} : { command }) };
  if (version) return { wants: 'version' };
  const gathered = await gatherValues(shapes, { arguments: read.values, env, config: read.config });
  if (command === 'completion' && gathered.raw['openapi'] === undefined) {
    if (read.faults.length > 0) throw refusal(read.faults, []);
    return completion(words, flags, shapes);
  }
  const usage: Fault[] = [...read.faults];
  const configuration: Fault[] = [...gathered.faults];
  const options = await judge(gathered, shapes, { usage, configuration });
  if (options !== undefined && command === undefined) usage.push(...contradictions(options));
  if (options === undefined || usage.length + configuration.length > 0) throw refusal(usage, configuration);
  const warnings = exposedSecrets(read.values, shapes);
  return command === undefined
    ? { wants: 'server', options, warnings }
    : { wants: 'command', command, words, flags, options, warnings };
}

interface FoundFaults {
  readonly usage: Fault[];
  readonly configuration: Fault[];
}

/** The options, or nothing and the faults; the schema is loaded only where it is not plain to see that everything fits. */
async function judge(
  { raw, places }: GatheredValues,
  shapes: readonly OptionShape[],
  faults: FoundFaults,
): Promise<RunnerOptions | undefined> {
  const blame = (shape: OptionShape | undefined, message: string): void => {
    const place = shape === undefined ? undefined : places.get(shape.name);
    const pointer = shape === undefined ? '' : (place ?? `--${shape.flag}`);
    (place === undefined ? faults.usage : faults.configuration).push({ pointer, message });
  };
  const options = acceptOptions(raw, shapes) ?? (await judgeBySchema(raw, shapes, { blame, known: faults.usage }));
  if (options === undefined) return undefined;
  for (const { name, message } of await valueFaults(options)) {
    blame(
      shapes.find((shape) => shape.name === name),
      message,
    );
  }
  return options;
}

type Blame = (shape: OptionShape | undefined, message: string) => void;

/** The options, or nothing; then each option that is wrong is blamed once, unless it was already. */
async function judgeBySchema(
  raw: GatheredValues['raw'],
  shapes: readonly OptionShape[],
  { blame, known }: { readonly blame: Blame; readonly known: readonly Fault[] },
): Promise<RunnerOptions | undefined> {
  const { judgeOptions } = await import('./judge-options.ts');
  const judged = judgeOptions(raw, shapes);
  if ('options' in judged) return judged.options;
  const blamed = new Set(known.map(({ pointer }) => pointer));
  for (const { shape, message } of judged.complaints) {
    const flag = shape === undefined ? '' : `--${shape.flag}`;
    if (!blamed.has(flag)) blame(shape, message);
    blamed.add(flag);
  }
  return undefined;
}

/** A script for the shell needs no document. */
function completion(
  words: readonly string[],
  flags: CommandInvocation['flags'],
  shapes: readonly OptionShape[],
): Promise<Invocation> {
  const options = acceptOptions({ openapi: 'none' }, shapes);
  if (options === undefined) throw new Error('The defaults of the options do not fit them.');
  return Promise.resolve({
    wants: 'command',
    command: 'completion',
    words,
    flags,
    options: { ...options, openapi: '' },
    warnings: [],
  });
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
