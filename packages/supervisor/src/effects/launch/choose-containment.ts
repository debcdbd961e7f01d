// Owns the decision how a run is contained: what was asked for, held against what this system gives.
import { McpmError, type Containment, type ProcessSpec } from '@mcpm/domain';
import type { LaunchSupport } from './launch-support.ts';

/**
 * The containment of a run: its process group, where nothing was asked for. `best-effort` takes a cgroup, which costs a start some 10 ms, else the group; a PID
 * namespace changes what a program sees and is taken only when asked for. Throws `containment_unavailable`, naming why, when a level that was asked for cannot be had.
 */
export function chooseContainment(spec: ProcessSpec, support: LaunchSupport): Containment {
  const onSupervisorDeath = spec.survive ? 'survives' : support.setpriv ? 'signal' : 'end-of-input';
  const level = chooseLevel(spec, support);
  const reasons = [
    ...(level === 'cgroup' || spec.containment !== 'best-effort' ? [] : [support.reasons.cgroup]),
    ...(onSupervisorDeath === 'end-of-input' ? [support.reasons.setpriv] : []),
  ].filter((reason) => reason !== undefined);
  return { level, onSupervisorDeath, ...(reasons.length === 0 ? {} : { reason: reasons.join(' ') }) };
}

function chooseLevel({ id, containment }: ProcessSpec, support: LaunchSupport): Containment['level'] {
  if (containment === 'best-effort' && support.cgroupParent) return 'cgroup';
  if (containment === undefined || containment === 'best-effort') return support.groups ? 'group' : 'process';
  const isThere = {
    group: support.groups,
    namespace: support.namespace !== undefined,
    cgroup: support.cgroupParent !== undefined,
  };
  if (isThere[containment]) return containment;
  const why = containment === 'group' ? 'This system has no process groups.' : support.reasons[containment];
  throw new McpmError(
    'containment_unavailable',
    `${id} asks for the containment ${containment}, which cannot be had. ${why ?? ''}`.trim(),
  );
}
