// Owns which runner is judged.
import { builtRunner } from '@mcpm/fidelity/built-runner';

/** Names another `bin.js` that is to be judged, as of a build that is not in its place yet. */
const CHOICE = 'MCPM_CONFORMANCE_RUNNER';

/** The path of the runner that is judged: the one `MCPM_CONFORMANCE_RUNNER` names, else the built one. That is built first if need be. Rejects if it cannot be. */
export async function judgedRunner(): Promise<string> {
  const chosen = process.env[CHOICE];
  if (chosen !== undefined && chosen !== '') return chosen;
  return builtRunner((line) => process.stderr.write(`${line}\n`));
}
