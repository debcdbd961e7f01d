// Owns the verdict on what a process uses: which limit it broke, with the figures in words.
import { reasonFor, type ProcessLimits, type Reason } from '@mcpm/domain';

/** One sample of what a process uses. */
export interface Usage {
  /** Percent of one core, over `sampledOverMs`. */
  readonly cpu: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  /** Open file descriptors; only when they were asked for and can be seen. */
  readonly openFiles?: number;
  /** Milliseconds between the sample before and this one; at the first one, since the process began. */
  readonly sampledOverMs: number;
}

/** How many samples in a row were over each limit. */
export interface LimitState {
  readonly memorySoft: number;
  readonly cpu: number;
  readonly openFiles: number;
}

/** The state before the first sample of a run. */
export const withinLimits: LimitState = { memorySoft: 0, cpu: 0, openFiles: 0 };

/** How many samples in a row break a limit; `memoryHard` is broken by one. */
const SAMPLES_OVER = 3;

/** CPU over less than this is a moment and no load, in milliseconds: it counts neither way. */
const CPU_OVER_MS = 1000;

/** The state after one more sample of a run, and the breach it completes (`process_over_limit`), if it does. */
export function watchLimits(
  state: LimitState,
  usage: Usage,
  limits: ProcessLimits,
  name: string,
): { readonly state: LimitState; readonly breach: Reason | undefined } {
  const { memorySoft, memoryHard, cpu, openFiles } = limits;
  const next: LimitState = {
    memorySoft: count(state.memorySoft, memorySoft !== undefined && usage.memory > memorySoft),
    cpu: usage.sampledOverMs < CPU_OVER_MS ? state.cpu : count(state.cpu, cpu !== undefined && usage.cpu > cpu),
    openFiles: count(state.openFiles, openFiles !== undefined && (usage.openFiles ?? 0) >= openFiles),
  };
  const memory = `${name} used ${formatBytes(usage.memory)} of memory`;
  const inARow = `in ${SAMPLES_OVER} samples in a row`;
  let detail: string | undefined;
  if (memoryHard !== undefined && usage.memory > memoryHard)
    detail = `${memory}; it may never use more than ${formatBytes(memoryHard)} (memoryHard).`;
  else if (memorySoft !== undefined && next.memorySoft >= SAMPLES_OVER)
    detail = `${memory} and more than its ${formatBytes(memorySoft)} ${inARow} (memorySoft).`;
  else if (cpu !== undefined && next.cpu >= SAMPLES_OVER)
    detail = `${name} used ${formatPercent(usage.cpu)} of a core and more than its ${formatPercent(cpu)} ${inARow} (cpu).`;
  else if (openFiles !== undefined && next.openFiles >= SAMPLES_OVER)
    detail = `${name} had ${usage.openFiles} open files, all of its ${openFiles}, ${inARow} (openFiles).`;
  return { state: next, breach: detail === undefined ? undefined : reasonFor('process_over_limit', detail) };
}

/** Whether any limit is one that samples watch. */
export function needsSamples({ memorySoft, memoryHard, cpu, openFiles }: ProcessLimits): boolean {
  return [memorySoft, memoryHard, cpu, openFiles].some((limit) => limit !== undefined);
}

function count(before: number, isOver: boolean): number {
  return isOver ? before + 1 : 0;
}

function formatBytes(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024);
  if (mebibytes >= 1024) return `${(mebibytes / 1024).toFixed(1)} GiB`;
  return mebibytes >= 10 ? `${Math.round(mebibytes)} MiB` : `${mebibytes.toFixed(1)} MiB`;
}

function formatPercent(percent: number): string {
  return `${Math.round(percent)} %`;
}
