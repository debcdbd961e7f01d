// Writes what a model reads about tools and arguments.
import type { Operation, Parameter } from '../ir/operation.ts';
import { shorten } from '../ir/shorten.ts';

/** Longest description of a tool or an argument, in characters. */
const MAX_DESCRIPTION = 1_000;

/** Summary and description of the operation (once, if one contains the other), whether it is deprecated; method and path if there is nothing else. */
export function describeTool(operation: Operation): string {
  const summary = operation.summary?.trim() ?? '';
  const description = operation.description?.trim() ?? '';
  const parts = description.startsWith(summary) ? [description] : [summary, description];
  if (operation.deprecated) parts.unshift('Deprecated.');
  const text = parts.filter((part) => part !== '').join('\n\n');
  return shorten(text === '' ? `${operation.method} ${operation.path}` : text, MAX_DESCRIPTION);
}

/** The parameter's own description, or its schema's; and its name on the wire, where the argument is called otherwise. */
export function describeParameter(parameter: Parameter, key: string): string | undefined {
  const own =
    parameter.description ??
    (typeof parameter.schema['description'] === 'string' ? parameter.schema['description'] : undefined);
  const sentAs = key === parameter.name ? undefined : `Sent as the ${parameter.in} parameter "${parameter.name}".`;
  const text = [own?.trim(), sentAs].filter((part) => part !== undefined && part !== '').join(' ');
  return text === '' ? undefined : shorten(text, MAX_DESCRIPTION);
}
