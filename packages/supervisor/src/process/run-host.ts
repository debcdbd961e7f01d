// Owns the live run of one process: begins or adopts it, hears it, watches its limits, and lets it go.
import { ChildMessage, McpmError, type ExitReport, type ProcessMetrics, type ProcessSpec } from '@mcpm/domain';
import type { ChildEvent, RunReport } from '../decide/child-event.ts';
import { watchLimits, type Usage } from '../decide/limit-watch.ts';
import { describeSpawnFailure } from '../effects/launch/spawn-error.ts';
import type { MeterTarget } from '../effects/measure/sampler.ts';
import type { EventBody } from '../events/process-teller.ts';
import type { HealthTarget } from '../health/process-health.ts';
import { describeExit, describeMetrics } from './describe-process.ts';
import { LiveRun, type RunListener } from './live-run.ts';
import { RestartRate } from './restart-rate.ts';
import { absorb } from './run-facts.ts';
import type { Surroundings } from './surroundings.ts';

/** What a run is hosted with. */
export interface RunHostParts {
  readonly id: string;
  readonly around: Surroundings;
  readonly dispatch: (event: ChildEvent) => void;
  readonly tell: (body: EventBody, runId: number) => void;
  /** The info may have changed. */
  readonly onChange: () => void;
}

/** A live run that can be measured. */
export interface MeasuredRun extends MeterTarget {
  readonly run: LiveRun;
}

/** The host of the runs of one process, one at a time. */
export class RunHost {
  readonly restarts: RestartRate;
  readonly #parts: RunHostParts;
  #run: LiveRun | undefined;

  constructor(parts: RunHostParts) {
    this.#parts = parts;
    this.restarts = new RestartRate(parts.around.clock);
  }

  /** The run that begins, lives or ends. */
  get run(): LiveRun | undefined {
    return this.#run;
  }

  /** Spawns a run, its port reserved before; tells `spawned`, `spawn-failed`, or `exited` when it is not wanted any more. */
  async spawn(runId: number, spec: ProcessSpec, isWanted: () => boolean): Promise<void> {
    const { id, around, dispatch } = this.#parts;
    const { clock, launcher, ports } = around;
    const run = new LiveRun({ runId, spec, clock, launcher });
    this.#run = run;
    try {
      const tools = await launcher.prepare();
      await this.#refuseSecondCopy();
      if (!spec.listen) ports.release(id);
      const reserved = spec.listen && (await ports.reserve(id, spec.listen));
      await launcher.turn();
      // A stop may have come meanwhile: then nothing is spawned.
      if (!isWanted()) return dispatch({ type: 'exited', runId, code: null, signal: null });
      await run.start(tools, reserved?.fd, this.#listener(run));
      dispatch({ type: 'spawned', runId });
    } catch (error) {
      dispatch({ type: 'spawn-failed', runId, ...describeSpawnFailure(error, spec.command) });
    }
  }

  /** Takes over the run that an earlier supervisor left; tells `adopted` or `adopt-failed`. */
  async adopt(runId: number, spec: ProcessSpec): Promise<void> {
    const { id, around, dispatch } = this.#parts;
    const { clock, launcher } = around;
    const run = new LiveRun({ runId, spec, clock, launcher });
    this.#run = run;
    const left = launcher.leftRun(id);
    const isThere = left !== undefined && (await run.adopt(left, this.#listener(run)));
    // What was not taken over is ended before anything takes its place.
    if (isThere) launcher.takeLeftRun(id);
    dispatch({ type: isThere ? 'adopted' : 'adopt-failed', runId });
  }

  /** Sweeps what the run left and reads its output to the end; tells `drained`. */
  async drain(runId: number): Promise<void> {
    const pid = this.#run?.identity?.pid;
    await this.#run?.drain();
    if (pid !== undefined) this.#parts.around.meter.forget(pid);
    this.#parts.dispatch({ type: 'drained', runId });
  }

  /** The run is over and forgotten. */
  release(report: RunReport): ExitReport {
    const exit = describeExit(report, this.#run);
    this.#run = undefined;
    return exit;
  }

  /** The live run, as far as health checks need it. */
  get healthTarget(): HealthTarget | undefined {
    const run = this.#run;
    if (!run) return undefined;
    const { id, around } = this.#parts;
    const { name = id, managed, health: policy, probe } = run.spec;
    return {
      name,
      runId: run.runId,
      managed,
      policy,
      isAlive: () => run.isAlive(),
      send: (message) => run.send(message),
      probe: probe === undefined ? undefined : around.probes[probe],
      probeRun: { pipe: run.openPipe(), port: run.facts.port ?? around.ports.get(id)?.port },
    };
  }

  /** The live run, as far as measuring needs it. */
  get measured(): MeasuredRun | undefined {
    const run = this.#run;
    if (!run?.identity || !run.isAlive()) return undefined;
    return { run, identity: run.identity, openFiles: run.spec.limits.openFiles !== undefined };
  }

  /** Measures the live run now; undefined when there is none. */
  async measure(): Promise<ProcessMetrics | undefined> {
    const target = this.measured;
    if (!target) return undefined;
    const usage = (await this.#parts.around.meter.measure([target])).get(target.identity.pid);
    return usage && this.#take(target, usage);
  }

  /** Takes in a sample of the regular sweep: tells it, and ends a run that is over its limits. */
  onSample(target: MeasuredRun, usage: Usage): void {
    const metrics = this.#take(target, usage);
    if (!metrics) return;
    const { run } = target;
    this.#parts.tell({ type: 'metrics', metrics }, run.runId);
    const { state, breach } = watchLimits(run.limits, usage, run.spec.limits, run.spec.name ?? run.spec.id);
    run.limits = state;
    // Before it is ready, only its start timeout ends it.
    if (breach && run.readyAt !== undefined)
      this.#parts.dispatch({ type: 'over-limit', runId: run.runId, reason: breach });
  }

  #take({ run, identity }: MeasuredRun, usage: Usage): ProcessMetrics | undefined {
    if (this.#run !== run) return undefined;
    run.usage = usage;
    const { clock } = this.#parts.around;
    return describeMetrics(run, { pid: identity.pid, now: clock.now(), restartsPerHour: this.restarts.perHour });
  }

  // Not even when an earlier supervisor left one.
  async #refuseSecondCopy(): Promise<void> {
    const { id, around } = this.#parts;
    const left = await around.launcher.endLeftRun(id);
    if (left.length === 0) return;
    const pids = left.map(({ pid }) => pid).join(', ');
    throw new McpmError('process_stuck', `An earlier run of ${id} cannot be ended (process ${pids}).`);
  }

  #listener(run: LiveRun): RunListener {
    const { dispatch, tell } = this.#parts;
    const { runId } = run;
    return {
      onMessage: (message) => this.#hear(run, message),
      onGarbage: () => dispatch({ type: 'garbled', runId }),
      onExit: (code, signal) =>
        dispatch({ type: 'exited', runId, code, signal, ...(run.wasOutOfMemory ? { oomKilled: true } : {}) }),
      onOutput: (stream, text) => {
        if (this.#run === run) return tell({ type: 'output', stream, text }, runId);
        // A reading that hung until the end of the run had been told.
        const bytes = Buffer.byteLength(text);
        tell({ type: 'output-lost', stream, bytes, detail: 'It came after the end of its run.' }, runId);
      },
      onLost: (stream, bytes, detail) => tell({ type: 'output-lost', stream, bytes, detail }, runId),
    };
  }

  #hear(run: LiveRun, raw: unknown): void {
    const { around, dispatch, tell, onChange } = this.#parts;
    const { runId } = run;
    const { success, data: message } = ChildMessage.safeParse(raw);
    if (!success) return dispatch({ type: 'garbled', runId });
    run.facts = absorb(run.facts, message);
    tell({ type: 'message', message }, runId);
    if (message.type === 'ready') return dispatch({ type: 'ready', runId });
    if (message.type === 'failed') return dispatch({ type: 'told', runId, reason: message.reason });
    if (message.type === 'health') around.health.receive(message);
    onChange();
  }
}
