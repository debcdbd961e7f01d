// Owns the trace of a changing request: who did what to what, with which result; never what was in it.
import type { Principal } from '@mcpm/domain';
import { stackOf } from '../problem/send-problem.ts';
import type { LogService, OperationService } from '../services.ts';

/** A changing request that has its answer. */
interface DoneRequest {
  readonly principal: Principal;
  /** The route's name. */
  readonly action: string;
  readonly target: string | undefined;
  readonly requestId: string;
  /** HTTP status of the answer. */
  readonly result: number;
}

/** Keeps an operation and writes its line. A store that fails is told to the system log: the change itself has happened. */
export type RecordOperation = (request: DoneRequest) => Promise<void>;

/** Makes the recorder; `now` is milliseconds since the epoch. */
export function createRecordOperation(
  services: { readonly operations: Pick<OperationService, 'append'>; readonly logs: Pick<LogService, 'write'> },
  now: () => number,
): RecordOperation {
  return async ({ principal, action, target, requestId, result }) => {
    const level = result < 400 ? 'info' : result < 500 ? 'warn' : 'error';
    const text = `${principal.name} ${action}${target === undefined ? '' : ` ${target}`}: ${result} (request ${requestId})`;
    services.logs.write({ category: 'operation', stream: 'system', level, text });
    const operation = { at: new Date(now()).toISOString(), actor: principal.name, action, target, requestId, result };
    await services.operations.append(operation).catch((error: unknown) => {
      const complaint = `The operation of request ${requestId} could not be kept: ${stackOf(error)}`;
      services.logs.write({ category: 'system', stream: 'system', level: 'error', text: complaint });
    });
  };
}
