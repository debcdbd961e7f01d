// Owns the translation of a schema's complaints into faults with JSON pointers.
import type * as z from 'zod';
import { McpmError, type Fault } from './mcpm-error.ts';

/** JSON pointer (RFC 6901) of a path of keys. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Every issue of a failed parse, as faults. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.map((issue) => ({ pointer: pointerOf(issue.path), message: issue.message }));
}

/** The parsed value, or `validation_failed` with every fault at once. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = faultsOf(result.error);
  const first = faults[0];
  const detail = first ? `${first.pointer || 'value'}: ${first.message}` : 'The value does not fit.';
  throw new McpmError('validation_failed', faults.length > 1 ? `${detail} (and ${faults.length - 1} more)` : detail, {
    faults,
  });
}
