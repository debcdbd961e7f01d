// Owns which call the words of a command want: the tool, and its arguments as JSON, from a file, or from standard input.
import { readFile } from 'node:fs/promises';
import { McpmError } from '@mcpm/domain';
import type { CompiledDocument, ToolPlan } from '@mcpm/openapi';
import type { CommandRun } from './command-run.ts';
import { nearestNames } from './nearest-names.ts';

/** Reads standard input to its end. */
export type ReadInput = () => Promise<string>;

/** The tool that is named first. Throws `usage_invalid` that proposes others. */
export function wantedPlan({ command, words: [name] }: CommandRun, document: CompiledDocument): ToolPlan {
  if (name === undefined) throw refusal(command, `needs the name of a tool; inspect lists them`);
  const plan = document.find(name);
  if (plan) return plan;
  const near = nearestNames(name, document.names);
  const hint = near.length === 0 ? 'inspect lists them' : `did you mean ${near.join(', ')}?`;
  throw refusal(`${command} ${name}`, `there is no such tool; ${hint}`);
}

/** The arguments that follow the name: none, a JSON object, `@FILE`, or `-` for standard input. Throws `usage_invalid`. */
export async function wantedArguments(
  { command, words, options }: CommandRun,
  readInput: ReadInput = readStandardInput,
): Promise<Readonly<Record<string, unknown>>> {
  const [name = '', given = '{}', ...rest] = words;
  const pointer = `${command} ${name}`;
  if (rest.length > 0)
    throw refusal(pointer, `takes one JSON object; ${JSON.stringify(rest[0])} is too much (quote the JSON as a whole)`);
  if (given === '-' && options.openapi === '-')
    throw refusal(pointer, 'standard input is read for the document already; give the arguments as @FILE');
  const text = await textOf(given, pointer, readInput);
  let value: unknown;
  try {
    value = JSON.parse(text, keepDigits);
  } catch (error) {
    throw refusal(pointer, `the arguments are no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal(pointer, `the arguments are a JSON object such as '{"limit": 10}'`);
  return { ...value };
}

/** A whole number that JavaScript would round goes on as its digits, which tools take for it. */
const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value;

async function textOf(given: string, pointer: string, readInput: ReadInput): Promise<string> {
  if (given === '-') return readInput();
  if (!given.startsWith('@')) return given;
  try {
    return await readFile(given.slice(1), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw refusal(pointer, `the file ${JSON.stringify(given.slice(1))} cannot be read [${code}]`);
  }
}

async function readStandardInput(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/** A command line that cannot be obeyed. */
export function refusal(pointer: string, message: string): McpmError {
  return new McpmError('usage_invalid', `${pointer} ${message}`, { faults: [{ pointer, message }] });
}
