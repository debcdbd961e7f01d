// Owns the one spawn: how a child is put together out of a command, descriptors, pipes and a message channel.
import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import { onExit as onOurExit } from 'signal-exit';
import { MessageChannel } from '../channel/message-channel.ts';
import { identify, signalGroup } from '../end/identity.ts';
import type { Child, ChildListener } from './child.ts';
import { namespaceProgram } from './namespace-program.ts';
import { ownDirectory } from './own-directory.ts';
import { planLaunch, type LaunchPlan, type LaunchRequest } from './plan-launch.ts';
import { detailOf } from './resolve-command.ts';
import { SpawnError } from './spawn-error.ts';

export type { Child, ChildListener } from './child.ts';
export type { LaunchRequest } from './plan-launch.ts';

/**
 * Spawns the command of a spec in a session of its own, contained as chosen. It dies with this process, unless it is to survive. Throws
 * `SpawnError`: `ENOENT`, `EACCES`, … naming the command, or what the system lacks (`EMFILE`, `EAGAIN`, `ENOMEM`).
 */
export async function spawnChild(request: LaunchRequest, listener: ChildListener): Promise<Child> {
  const { spec, containment } = request;
  const plan = planLaunch(request);
  const subprocess = start(request, plan);
  const child = subprocess.nodeChildProcess;
  if (child?.pid === undefined) {
    const { code = 'EINVAL', cause } = await subprocess;
    throw new SpawnError(code, detailOf(spec.command, code), cause);
  }
  const identity = identify(child.pid) ?? { pid: child.pid, startTicks: undefined, bootId: undefined };
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals) =>
    containment.level === 'process' ? child.kill(name) : signalGroup(identity, name, isAlive());
  endWithUs(request, child, signal);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const channel = plan.channelFd === undefined ? undefined : openChannel(child, plan.channelFd, listener);
  child.on('exit', (code, name) => {
    const told = () => listener.onExit(code, name);
    if (channel) channel.whenHeard(told);
    else told();
  });
  // Writing to a child that is leaving fails; that it left is told by `exit`.
  for (const emitter of [child, child.stdin, child.stdout]) emitter?.on('error', () => undefined);
  return {
    identity,
    program: () => (containment.level === 'namespace' ? namespaceProgram(identity) : undefined) ?? identity,
    stdin: child.stdin ?? undefined,
    stdout: child.stdout ?? undefined,
    send: (message) => channel?.send(message) ?? false,
    signal,
    isAlive,
    closed,
    release: () => {
      channel?.close();
      child.stdout?.destroy();
      child.stdin?.destroy();
    },
  };
}

function start({ spec, descriptors }: LaunchRequest, { file, args, environment, channelFd }: LaunchPlan) {
  const { stdout, stderr, listen } = descriptors;
  try {
    return execa(file, args, {
      buffer: false,
      reject: false,
      // A session, and so a process group, of its own.
      detached: true,
      // Signals go through `signalGroup`, which looks whom it meets; the end of this process is `endWithUs`.
      cleanup: false,
      extendEnv: false,
      env: environment,
      cwd: spec.cwd ?? ownDirectory(),
      stdio: [
        spec.survive ? 'ignore' : 'pipe',
        stdout === undefined ? 'pipe' : descriptor(stdout),
        descriptor(stderr),
        ...(listen === undefined ? [] : [descriptor(listen)]),
        ...(channelFd === undefined ? [] : (['pipe'] as const)),
      ],
    });
  } catch (error) {
    // What the system could not take as a command at all is refused by a throw.
    const why = error instanceof Error ? error.message : String(error);
    throw new SpawnError('EINVAL', `${spec.command} cannot be started: ${why}.`, error);
  }
}

// Execa takes any descriptor; its types know the numbers 3 to 9 only.
function descriptor(number: number): 3 {
  return number as 3;
}

function openChannel(child: ChildProcess, fd: number, listener: ChildListener): MessageChannel | undefined {
  const socket = child.stdio[fd];
  return socket && 'read' in socket && 'write' in socket ? new MessageChannel(socket as Duplex, listener) : undefined;
}

// When this process exits without a shutdown there is no time for grace. The kernel's signal does it too where there is one, but for the child alone.
function endWithUs({ spec, cgroup }: LaunchRequest, child: ChildProcess, signal: Child['signal']): void {
  if (spec.survive) return;
  const forget = onOurExit(() => {
    signal('SIGKILL');
    cgroup?.kill();
  });
  child.once('exit', forget);
}
