// Owns the shape in which any state other than "fine" explains itself to a person.
import * as z from 'zod';

/** Why something is as it is: a registry code, a plain sentence, and the next step a person can take. */
export const Reason = z.object({
  /** A code of the error registry, such as `document_unusable`. */
  code: z.string(),
  /** One sentence that says what happened. */
  detail: z.string(),
  /** One sentence that says what to do about it. */
  next: z.string(),
});
export type Reason = z.infer<typeof Reason>;
