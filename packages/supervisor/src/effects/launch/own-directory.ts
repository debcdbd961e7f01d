// Owns the working directory of children that are given none.

/** Ours; the root where ours was removed. */
export function ownDirectory(): string {
  try {
    return process.cwd();
  } catch {
    // ENOENT: somebody removed it. That is no reason for a child not to run.
    return '/';
  }
}
