// Owns the judgement on a spec before anything is done with it.
import { McpmError, parse, ProcessSpec, refuseEndlessRestarts, type Fault, type ProcessSpecInput } from '@mcpm/domain';
import { startTimeoutFor } from './decide/start-timeout.ts';

/**
 * The spec with every default. Throws `validation_failed`, with a pointer for each fault, when it is not valid: also for a policy that could never give up, a probe
 * nobody handed in, and a process that cannot outlive its supervisor although it is to.
 */
export function checkSpec(input: ProcessSpecInput, probes: Readonly<Record<string, unknown>>): ProcessSpec {
  const parsed = parse(ProcessSpec, input);
  refuseEndlessRestarts(parsed.restart);
  const faults = [...probeFaults(parsed, probes), ...survivalFaults(parsed)];
  const [first] = faults;
  if (first) throw new McpmError('validation_failed', first.message, { faults });
  return { ...parsed, timeouts: { ...parsed.timeouts, startMs: startTimeoutFor(input) } };
}

function probeFaults({ probe }: ProcessSpec, probes: Readonly<Record<string, unknown>>): readonly Fault[] {
  if (probe === undefined || Object.hasOwn(probes, probe)) return [];
  return [{ pointer: '/probe', message: `No probe with the name ${probe} was handed to this supervisor.` }];
}

// What hangs on a descriptor of its supervisor dies with it, or cannot be taken over.
function survivalFaults({ survive, managed, stdout, listen }: ProcessSpec): readonly Fault[] {
  const hangsOn = [
    ...(managed ? ['the channel of the managed protocol'] : []),
    ...(stdout === 'pipe' ? ['a pipe as stdout'] : []),
    ...(listen ? ['a port that is handed down'] : []),
  ];
  if (!survive || hangsOn.length === 0) return [];
  return [{ pointer: '/survive', message: `A process with ${hangsOn.join(' and ')} cannot outlive its supervisor.` }];
}
