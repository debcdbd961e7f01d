// Owns the failure of a spawn: its code, its words, and whether another try could help.
import { McpmError, reasonFor, type Reason } from '@mcpm/domain';
import { isHopelessSpawnError } from '../../decide/exit-cause.ts';

/** An error of the operating system at the spawn, as `process_spawn_failed` with the system's code (`ENOENT`, …). */
export class SpawnError extends McpmError {
  readonly systemCode: string;

  constructor(systemCode: string, detail: string, cause?: unknown) {
    super('process_spawn_failed', detail, { cause });
    this.systemCode = systemCode;
  }
}

/** What a failed spawn says, and whether it would fail again. */
export function describeSpawnFailure(
  error: unknown,
  command: string,
): { readonly reason: Reason; readonly hopeless: boolean } {
  if (error instanceof McpmError) return { reason: error.reason, hopeless: isHopeless(error) };
  const detail = `${command} could not be started: ${String(error)}.`;
  return { reason: reasonFor('process_spawn_failed', detail), hopeless: false };
}

function isHopeless(error: McpmError): boolean {
  return error instanceof SpawnError
    ? isHopelessSpawnError(error.systemCode)
    : error.code === 'containment_unavailable';
}
