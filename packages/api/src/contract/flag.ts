// Owns a yes or no in a query string.
import * as z from 'zod';

/** `true` or `false`, as a boolean or as the words a query string carries; false when absent. */
export function flag(
  description: string,
): z.ZodDefault<z.ZodUnion<readonly [z.ZodBoolean, ReturnType<typeof z.stringbool>]>> {
  return z.union([z.boolean(), z.stringbool()]).default(false).describe(description);
}
