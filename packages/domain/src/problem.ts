// Owns an error as an HTTP body (RFC 9457), with our code, next step and request id.
import * as z from 'zod';

/** Body of every error answer, `application/problem+json`. */
export const Problem = z.object({
  /** URI of the code's documentation. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  next: z.string(),
  requestId: z.string(),
  /** Every fault of a validation, with a JSON pointer each. */
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
