// Owns who may: roles, and the tokens callers show.
import * as z from 'zod';

/** `admin`: everything; `developer`: servers, processes, logs, tools; `viewer`: reads. */
export const Role = z.enum(['admin', 'developer', 'viewer']);
export type Role = z.infer<typeof Role>;

/** A token as it is listed; its value is shown once and kept as a hash. */
export const Token = z.object({
  id: z.string(),
  name: z.string().min(1).max(64),
  role: Role,
  /** ISO 8601. */
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
});
export type Token = z.infer<typeof Token>;

/** Who is asking, once a token or a login has been checked. */
export const Principal = z.object({ tokenId: z.string(), name: z.string(), role: Role });
export type Principal = z.infer<typeof Principal>;
