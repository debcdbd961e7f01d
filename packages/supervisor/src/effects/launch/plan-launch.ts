// Owns what exactly is spawned for a run: the resolved command behind its launch line, and its whole environment.
import { LISTEN_FD_VARIABLE, type Containment, type ProcessSpec } from '@mcpm/domain';
import { channelVariables } from '../channel/message-channel.ts';
import { MARKER_VARIABLE } from '../end/run-marker.ts';
import type { CgroupLeaf } from './cgroup-leaf.ts';
import type { ChildDescriptors } from './child.ts';
import { childEnvironment, heapVariables } from './child-environment.ts';
import { hostEnvironment } from './host-environment.ts';
import { launchLine } from './launch-line.ts';
import type { LaunchSupport } from './launch-support.ts';
import { refuseNullBytes } from './refuse-null-bytes.ts';
import { resolveCommand } from './resolve-command.ts';

/** What a launch is made of. */
export interface LaunchRequest {
  readonly spec: ProcessSpec;
  readonly descriptors: ChildDescriptors;
  readonly support: LaunchSupport;
  /** What `chooseContainment` said; a level `cgroup` comes with a leaf. */
  readonly containment: Containment;
  readonly cgroup: CgroupLeaf | undefined;
  /** The value of `MCPM_RUN`, inherited by all it starts (`markerValue`). */
  readonly marker: string;
  /** The file the line of `/proc/<pid>/stat` is appended to before the child runs. */
  readonly ledgerFile: string | undefined;
}

/** The number the first descriptor beyond stderr has in the child. */
const FIRST_EXTRA_FD = 3;

/** What is spawned. */
export interface LaunchPlan {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The number our message channel has in the child. */
  readonly channelFd: number | undefined;
}

/** Puts a launch together. Throws `SpawnError` when the command cannot be executed, or a variable cannot be handed down. */
export function planLaunch({
  spec,
  descriptors,
  support,
  containment,
  cgroup,
  marker,
  ledgerFile,
}: LaunchRequest): LaunchPlan {
  refuseNullBytes(spec);
  const listenFd = descriptors.listen === undefined ? undefined : FIRST_EXTRA_FD;
  const channelFd = spec.managed ? FIRST_EXTRA_FD + (listenFd === undefined ? 0 : 1) : undefined;
  const heap = cgroup?.limitsMemory ? {} : heapVariables(spec.command, spec.limits);
  const environment = childEnvironment(
    {
      ...heap,
      ...spec.env,
      [MARKER_VARIABLE]: marker,
      ...(listenFd === undefined ? {} : { [LISTEN_FD_VARIABLE]: String(listenFd) }),
      ...(channelFd === undefined ? {} : channelVariables(channelFd)),
    },
    hostEnvironment(),
  );
  const command = resolveCommand(spec.command, { cwd: spec.cwd, path: environment['PATH'] });
  const line = launchLine({
    support,
    containment,
    parent: process.pid,
    ledgerFile,
    cgroupEntrance: cgroup?.entrance,
    openFiles: spec.limits.openFiles,
    environment,
    command,
    args: spec.args,
  });
  return { ...line, environment, channelFd };
}
