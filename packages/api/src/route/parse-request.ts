// Owns the door of a route: parameters, query and body are parsed together, so that every fault is told at once.
import { McpmError, pointerOf, type Fault } from '@mcpm/domain';
import type * as z from 'zod';
import type { Route, RouteRequest } from '../contract/route.ts';

/** The parts of a request before they are known to fit. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The parsed request, or `validation_failed`: pointers into the body as RFC 6901, into the rest below `/params` and `/query`. */
export function parseRequest<R extends Route>(route: R, raw: RawRequest): RouteRequest<R> {
  const faults: Fault[] = [];
  const read = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
    if (schema === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) faults.push(...faultsOfIssue(issue, prefix));
    return undefined;
  };
  const parsed = {
    params: read(route.params, raw.params, '/params'),
    query: read(route.query, raw.query, '/query'),
    body: read(route.body, raw.body, ''),
  };
  if (faults.length > 0) throw validationError(faults);
  // Each part went through the very schema its type is inferred from.
  return parsed as RouteRequest<R>;
}

/** `validation_failed` for a list of faults; the sentence names the first. */
export function validationError(faults: readonly Fault[]): McpmError {
  const [first] = faults;
  const detail = first ? `${first.pointer || 'body'}: ${first.message}` : 'The request does not fit.';
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new McpmError('validation_failed', `${detail}${more}`, { faults });
}

function faultsOfIssue(issue: z.core.$ZodIssue, prefix: string): Fault[] {
  const pointer = (keys: readonly PropertyKey[]): string => `${prefix}${pointerOf(keys)}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: 'is not a known field' }));
  if (issue.code === 'invalid_union') {
    // Of several shapes the caller most likely meant the one with the fewest faults.
    const [nearest = []] = issue.errors.toSorted((left, right) => left.length - right.length);
    if (nearest.length > 0) return nearest.flatMap((inner) => faultsOfIssue(inner, pointer(issue.path)));
  }
  return [{ pointer: pointer(issue.path), message: issue.message }];
}
