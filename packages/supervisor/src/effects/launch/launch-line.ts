// Owns the command line of a launch: what stands before the command, each part replacing itself by the next, so that in the end the pid is the
// child's own.
//
//   [setpriv: die with the parent] → sh SCRIPT: ledger, cgroup, limits → [unshare: PID namespace → sh INIT →] the command
import type { Containment } from '@mcpm/domain';
import type { LaunchSupport } from './launch-support.ts';
import { SpawnError } from './spawn-error.ts';

/** What a launch line is made of. */
export interface LaunchParts {
  readonly support: LaunchSupport;
  readonly containment: Containment;
  /** Pid of the supervisor. */
  readonly parent: number;
  readonly ledgerFile: string | undefined;
  /** The file of the run's cgroup a process enters by. */
  readonly cgroupEntrance: string | undefined;
  readonly openFiles: number | undefined;
  /** The variables of the child. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the command, and its arguments. */
  readonly command: string;
  readonly args: readonly string[];
}

/** A file and its arguments. */
export interface LaunchLine {
  readonly file: string;
  readonly args: readonly string[];
}

/** Exit code of a launch that cannot go on: as with env(1), the launcher itself failed. Another try may help. */
const LAUNCH_FAILED = 125;

// $1 parent, $2 ledger file, $3 cgroup entrance, $4 open files; each may be empty. Shell builtins only.
// Line 1: a parent that died before the signal was armed sends none. Line 2: pid and start ticks are on disk before the child runs; on a full disk
// it runs all the same, found by its marker. Line 4: a limit that may not be set is lower already.
const SCRIPT = `[ -z "$1" ] || [ "$PPID" = "$1" ] || exit ${LAUNCH_FAILED}
${appendStat('$2')}
[ -z "$3" ] || printf 0 >"$3" || exit ${LAUNCH_FAILED}
[ -z "$4" ] || ulimit -n "$4" 2>/dev/null
shift 4`;

// A program as process 1 of a namespace would not hear TERM, and would have to reap: the shell is process 1, the program its child.
// $1 ledger file, which gets its line too: it may outlive the process that holds the namespace for a moment.
const INIT = `${appendStat('$1')}
shift`;

/** What a shell would add to the environment. */
const LEFT_BY_SHELLS = ['mcpm_stat', 'PWD', 'OLDPWD', 'SHLVL', '_'];

// /proc/self and not /proc/$$: within a namespace the shell counts pids anew, while /proc is still the system's.
function appendStat(file: string): string {
  const write = `printf '%s\\n' "$mcpm_stat" >>"${file}"`;
  return `[ -z "${file}" ] || { IFS= read -r mcpm_stat </proc/self/stat && ${write}; } 2>/dev/null`;
}

/** The line that launches a command. Throws `SpawnError` when a variable cannot be handed through the shell that is there. */
export function launchLine(parts: LaunchParts): LaunchLine {
  const { support, containment, command, args } = parts;
  const survives = containment.onSupervisorDeath === 'survives';
  const tie = survives || !support.setpriv ? [] : [support.setpriv, '--pdeathsig', 'KILL', '--'];
  const [file = command, ...rest] = [...tie, ...viaShell(parts), command, ...args];
  return { file, args: rest };
}

function viaShell(parts: LaunchParts): readonly string[] {
  const { support, containment, parent, ledgerFile = '', cgroupEntrance = '', openFiles } = parts;
  const shell = shellFor(parts);
  if (!shell) return [];
  const survives = containment.onSupervisorDeath === 'survives';
  const unset = unsetLine(parts.environment);
  const inNamespace = containment.level === 'namespace' && support.unshare;
  return [
    ...shell,
    '-c',
    `${SCRIPT}${unset}\nexec "$@"`,
    'mcpm-launch',
    survives ? '' : String(parent),
    ledgerFile,
    cgroupEntrance,
    openFiles === undefined ? '' : String(openFiles),
    ...(inNamespace
      ? [
          ...unshareLine(support, inNamespace),
          ...shell,
          '-c',
          `${INIT}${unset}\n"$@"\nexit $?`,
          'mcpm-init',
          ledgerFile,
        ]
      : []),
  ];
}

function unshareLine({ namespace }: LaunchSupport, unshare: string): readonly string[] {
  const user = namespace === 'user' ? ['--user', '--map-current-user'] : [];
  return [unshare, ...user, '--pid', '--fork', '--kill-child=KILL', '--'];
}

function unsetLine(environment: Readonly<Record<string, string>>): string {
  const names = LEFT_BY_SHELLS.filter((name) => environment[name] === undefined);
  return names.map((name) => `\nunset ${name}`).join('');
}

// Small shells drop variables whose names they could not use themselves (`npm_config_//host/:token`); bash hands them on.
function shellFor({ support, environment, command }: LaunchParts): readonly string[] | undefined {
  if (!support.shell) return undefined;
  const odd = Object.keys(environment).find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (odd === undefined) return [support.shell];
  // It takes a stdin that is a socket, as ours is, for a remote login, and would read ~/.bashrc.
  if (support.bash) return [support.bash, '--norc', '--posix'];
  throw new SpawnError(
    'EINVAL',
    `${command} cannot be started with the variable ${odd}: the shell of this system drops such names, and there is no bash.`,
  );
}
