// Owns the one look at the variables of the host program; almost none of them reach a child.

/** The variables of the host program, as they are now. */
export function hostEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
