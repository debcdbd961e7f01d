// Owns one launch of a test: the child's words are kept, and nothing of it remains, also when the test fails.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ProcessSpec, type Containment, type ProcessSpecInput } from '@mcpm/domain';
import { eventually, temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { readEnvironment, readProcessTable } from '../../../src/effects/end/process-table.ts';
import { CgroupLeaf } from '../../../src/effects/launch/cgroup-leaf.ts';
import { chooseContainment } from '../../../src/effects/launch/choose-containment.ts';
import { probeLaunchSupport, type LaunchSupport } from '../../../src/effects/launch/launch-support.ts';
import { spawnChild, type Child } from '../../../src/effects/launch/spawn-child.ts';
import { isGone } from '../../supervision.ts';

/** How a launch differs from the usual one. */
export interface LaunchChanges {
  readonly support?: LaunchSupport;
  readonly containment?: Containment;
  readonly marker?: string;
  readonly listen?: number;
  readonly stdout?: 'pipe';
}

/** How a run ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

type LaunchedParts = Pick<Launch, 'child' | 'containment' | 'cgroup' | 'exited' | 'heard'>;

/** A child, and all it said. */
export class Launch implements AsyncDisposable {
  readonly child: Child;
  readonly containment: Containment;
  readonly cgroup: CgroupLeaf | undefined;
  readonly exited: Promise<Exit>;
  /** In order: messages, and `garbage: …`, and at last `exit`. */
  readonly heard: readonly unknown[];
  readonly #home: TemporaryHome;
  readonly #marker: string;

  private constructor(parts: LaunchedParts, home: TemporaryHome, marker: string) {
    this.child = parts.child;
    this.containment = parts.containment;
    this.cgroup = parts.cgroup;
    this.exited = parts.exited;
    this.heard = parts.heard;
    this.#home = home;
    this.#marker = marker;
  }

  /** Launches a command with everything this system gives. */
  static async of(input: Omit<ProcessSpecInput, 'id'>, changes: LaunchChanges = {}): Promise<Launch> {
    const spec = ProcessSpec.parse({ id: 'launched', ...input });
    const support = changes.support ?? (await probeLaunchSupport());
    const containment = changes.containment ?? chooseContainment(spec, support);
    const marker = changes.marker ?? `${randomUUID()}.1`;
    const isLeaf = containment.level === 'cgroup' && support.cgroupParent !== undefined;
    const cgroup = isLeaf ? CgroupLeaf.make(support.cgroupParent, `mcpm-test-${marker}`, spec.limits) : undefined;
    const home = temporaryHome();
    const heard: unknown[] = [];
    const exited = Promise.withResolvers<Exit>();
    const [out, err] = ['stdout', 'stderr'].map((name) => openSync(join(home.path, name), 'a')) as [number, number];
    try {
      const child = await spawnChild(
        {
          spec,
          support,
          containment,
          cgroup,
          marker,
          ledgerFile: join(home.path, 'ledger'),
          descriptors: { stdout: changes.stdout ? undefined : out, stderr: err, listen: changes.listen },
        },
        {
          onMessage: (message) => heard.push(message),
          onGarbage: (why) => heard.push(`garbage: ${why}`),
          onExit: (code, signal) => {
            heard.push('exit');
            exited.resolve({ code, signal });
          },
        },
      );
      return new Launch({ child, containment, cgroup, exited: exited.promise, heard }, home, marker);
    } catch (error) {
      await cgroup?.remove();
      await home[Symbol.asyncDispose]();
      throw error;
    } finally {
      closeSync(out);
      closeSync(err);
    }
  }

  /** What it has written so far. */
  text(name: 'stdout' | 'stderr' | 'ledger'): string {
    return readFileSync(join(this.#home.path, name), 'utf8');
  }

  /** The first line it writes to stdout, once that has come. */
  line(): Promise<string> {
    return eventually(() => {
      const [line, ...rest] = this.text('stdout').split('\n');
      if (line === undefined || rest.length === 0) throw new Error('It has not written a line yet.');
      return line;
    });
  }

  /** The pids that carry its marker in another session than its own. */
  escaped(): readonly number[] {
    const table = readProcessTable();
    const session = table.find(({ pid }) => pid === this.child.identity.pid)?.session;
    return table
      .filter((entry) => entry.session !== session && readEnvironment(entry.pid).includes(`MCPM_RUN=${this.#marker}\0`))
      .map(({ pid }) => pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const rest = this.escaped();
    this.child.signal('SIGKILL');
    this.cgroup?.kill();
    await this.exited;
    for (const pid of rest) if (!isGone(pid)) process.kill(pid, 'SIGKILL');
    await eventually(() => {
      if (!isGone(this.child.identity.pid)) throw new Error('It is still there.');
    });
    this.child.release();
    await this.cgroup?.remove();
    await this.#home[Symbol.asyncDispose]();
  }
}
