// Owns what methods read of `params`, in the form in which the SDK takes schemas (standardschema.dev), so that a wrong value is refused as −32602.
import type { StandardSchemaV1 } from '@modelcontextprotocol/server';
import { isLogLevel, type LogLevel } from '../message/log-level.ts';
import { isObject } from '../message/wire-message.ts';
import type { CompletionRequest } from '../methods/complete.ts';

/** Reads `params` or says what is wrong with them. */
export type ReadParams<T> = (params: Readonly<Record<string, unknown>>) => T | string;

/** The SDK's form of it; `params` are an object already. */
export function paramsSchema<T extends object>(read: ReadParams<T>): StandardSchemaV1<object, T> {
  return {
    '~standard': {
      version: 1,
      vendor: 'mcpm',
      validate: (params) => {
        const value = read({ ...(typeof params === 'object' && params) });
        return typeof value === 'string' ? { issues: [{ message: value }] } : { value };
      },
    },
  };
}

/** `cursor` of a list. */
export const readCursor: ReadParams<{ readonly cursor: string | undefined }> = ({ cursor }) =>
  cursor === undefined || typeof cursor === 'string' ? { cursor } : 'cursor must be a text';

/** `uri` of a resource. */
export const readUri: ReadParams<{ readonly uri: string }> = ({ uri }) =>
  typeof uri === 'string' ? { uri } : 'uri must be a text';

/** `level` of the log. */
export const readLevel: ReadParams<{ readonly level: LogLevel }> = ({ level }) =>
  isLogLevel(level)
    ? { level }
    : 'level must be one of debug, info, notice, warning, error, critical, alert, emergency';

/** `name` of a prompt. */
export const readName: ReadParams<{ readonly name: string }> = ({ name }) =>
  typeof name === 'string' ? { name } : 'name must be a text';

/** What `completion/complete` completes. */
export const readCompletion: ReadParams<CompletionRequest> = ({ ref, argument, context }) => {
  const about = readReference(ref);
  if (about === undefined) return 'ref must be {"type":"ref/prompt","name":…} or {"type":"ref/resource","uri":…}';
  if (!isObject(argument) || typeof argument['name'] !== 'string' || typeof argument['value'] !== 'string')
    return 'argument must have a name and a value, both texts';
  const known = context === undefined ? {} : isObject(context) ? (context['arguments'] ?? {}) : undefined;
  if (!isTexts(known)) return 'context must be an object, and its arguments an object of texts';
  return { ref: about, argument: { name: argument['name'], value: argument['value'] }, context: { arguments: known } };
};

function readReference(ref: unknown): CompletionRequest['ref'] | undefined {
  if (!isObject(ref)) return undefined;
  const { type, name, uri } = ref;
  if (type === 'ref/prompt') return typeof name === 'string' ? { type } : undefined;
  return type === 'ref/resource' && typeof uri === 'string' ? { type, uri } : undefined;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}
