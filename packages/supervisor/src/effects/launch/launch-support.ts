// Owns what this system gives to a launch: the programs and kernel parts that contain a child, each tried once.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { CgroupLeaf } from './cgroup-leaf.ts';
import { findCgroup } from './find-cgroup.ts';
import { hostEnvironment } from './host-environment.ts';
import { findProgram } from './resolve-command.ts';

/** What a launch may use. A part that is absent is left out of it. */
export interface LaunchSupport {
  /** Path of a setpriv(1) that can set the parent-death signal. */
  readonly setpriv: string | undefined;
  /** Path of the shell that runs the launch script. */
  readonly shell: string | undefined;
  /** Path of a bash, for variables with names that smaller shells drop. */
  readonly bash: string | undefined;
  /** Path of unshare(1). */
  readonly unshare: string | undefined;
  /** A directory of the cgroup v2 tree below which leaves can be made, entered and killed. */
  readonly cgroupParent: string | undefined;
  /** Whether a PID namespace can be made, and whether that takes a user namespace. */
  readonly namespace: 'plain' | 'user' | undefined;
  /** Whether there are process groups: everywhere but on Windows. */
  readonly groups: boolean;
  /** Why a part is absent, in one sentence each. */
  readonly reasons: Readonly<Partial<Record<'setpriv' | 'cgroup' | 'namespace', string>>>;
}

/** Where programs and the cgroup tree are looked for. */
export interface SupportPlace {
  readonly path: string | undefined;
  readonly cgroup: string | undefined;
}

/** A trial that takes longer than this does not work, in milliseconds. */
const TRIAL_MS = 5000;

/** Tries out, all at once, what this system gives; for once per supervisor. Never throws: what is absent has a reason. */
export async function probeLaunchSupport(place: SupportPlace = usualPlace()): Promise<LaunchSupport> {
  const groups = process.platform !== 'win32';
  const find = (name: string) => (groups ? findProgram(name, place.path) : undefined);
  const shell = find('dash') ?? find('sh');
  const found = { setpriv: find('setpriv'), unshare: find('unshare') };
  const [setpriv, namespace, cgroup] = await Promise.all([
    trySetpriv(found.setpriv, shell),
    tryNamespace(found.unshare, shell),
    tryCgroup(place.cgroup, shell),
  ]);
  return {
    shell,
    bash: find('bash'),
    groups,
    setpriv: setpriv === undefined ? found.setpriv : undefined,
    unshare: found.unshare,
    namespace: namespace === 'plain' || namespace === 'user' ? namespace : undefined,
    cgroupParent: cgroup === undefined ? place.cgroup : undefined,
    reasons: {
      ...(setpriv === undefined ? {} : { setpriv }),
      ...(namespace === 'plain' || namespace === 'user' ? {} : { namespace }),
      ...(cgroup === undefined ? {} : { cgroup }),
    },
  };
}

function usualPlace(): SupportPlace {
  return { path: hostEnvironment()['PATH'], cgroup: findCgroup() };
}

// Undefined when it works, else why not.
async function trySetpriv(setpriv: string | undefined, shell: string | undefined): Promise<string | undefined> {
  if (!setpriv) return 'The program setpriv is not on PATH, so no signal tells a child that its supervisor died.';
  if (await succeeds(setpriv, ['--pdeathsig', 'KILL', '--', ...idle(shell)])) return undefined;
  return 'This setpriv cannot set the parent-death signal.';
}

async function tryNamespace(unshare: string | undefined, shell: string | undefined): Promise<string> {
  if (!unshare || !shell) return 'The program unshare or a shell is not on PATH, so there is no PID namespace.';
  const trial = ['--pid', '--fork', '--kill-child=KILL', '--', ...idle(shell)];
  if (await succeeds(unshare, trial)) return 'plain';
  if (await succeeds(unshare, ['--user', '--map-current-user', ...trial])) return 'user';
  return 'This system lets this user make no PID namespace.';
}

async function tryCgroup(parent: string | undefined, shell: string | undefined): Promise<string | undefined> {
  if (!parent || !shell) return 'No cgroup v2 tree is mounted here, or there is no shell to enter it with.';
  try {
    const leaf = CgroupLeaf.make(parent, `mcpm-trial-${randomUUID()}`);
    try {
      if (!existsSync(join(leaf.path, 'cgroup.kill'))) return 'This kernel cannot kill a cgroup whole (before 5.14).';
      if (await succeeds(shell, ['-c', 'printf 0 >"$1"', 'mcpm-trial', leaf.entrance])) return undefined;
      return `A process may not be moved into a cgroup below ${parent}.`;
    } finally {
      await leaf.remove();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `No cgroup can be made below ${parent} (${code}).`;
  }
}

// A command that does nothing: the cheapest one there is.
function idle(shell: string | undefined): readonly string[] {
  return shell ? [shell, '-c', ':'] : ['true'];
}

async function succeeds(file: string, args: readonly string[]): Promise<boolean> {
  const { failed } = await execa(file, args, {
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    timeout: TRIAL_MS,
    killSignal: 'SIGKILL',
    // Ours may have been removed.
    cwd: '/',
  });
  return !failed;
}
