// Owns the word to a Node that is too old to run the runner.

const OLDEST = [22, 19] as const;

/** What to tell when `version` (such as `20.11.1`) is too old; nothing when it will do. Node 22.19 is the oldest that the HTTP client supports. */
export function oldNodeMessage(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld ? `mcpm-runner needs Node ${OLDEST.join('.')} or newer; this is Node ${version}.` : undefined;
}
