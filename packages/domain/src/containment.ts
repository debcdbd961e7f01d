// Owns the words for how surely everything a process started is ended with it.
import * as z from 'zod';

/** `process` < `group` < `namespace` ≈ `cgroup`: what of the descendants surely ends with it. */
export const ContainmentLevel = z.enum(['process', 'group', 'namespace', 'cgroup']);
export type ContainmentLevel = z.infer<typeof ContainmentLevel>;

/** A level that is wanted or an error; or, `best-effort`, the best that this system gives without changing what the program sees. */
export const ContainmentChoice = z.enum(['best-effort', 'group', 'namespace', 'cgroup']);
export type ContainmentChoice = z.infer<typeof ContainmentChoice>;

/** What a run really has. */
export const Containment = z.object({
  /**
   * `cgroup`: all descendants; `namespace`: all descendants, in a PID namespace; `group`: those of its process group, and those found by ancestry or by the
   * variable they inherited; `process`: it alone.
   */
  level: ContainmentLevel,
  /** Why it is not more. */
  reason: z.string().optional(),
  /** When the supervisor dies: `signal`: the kernel kills the child; `end-of-input`: its stdin and its channel end; `survives`: it goes on. */
  onSupervisorDeath: z.enum(['signal', 'end-of-input', 'survives']),
});
export type Containment = z.infer<typeof Containment>;
