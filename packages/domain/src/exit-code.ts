// Owns the exit codes of a runner, which its supervisor understands.

/** Exit codes of a runner; 64, 65 and 78 are never restarted. */
export const ExitCode = {
  /** Asked to stop. */
  ok: 0,
  /** A bug. */
  bug: 1,
  /** Wrong usage of the command line. */
  usage: 64,
  /** The OpenAPI document cannot be used. */
  documentUnusable: 65,
  /** The OpenAPI document cannot be reached. */
  documentUnreachable: 69,
  /** The port is taken. */
  portInUse: 73,
  /** A configuration value is wrong. */
  configuration: 78,
} as const;
