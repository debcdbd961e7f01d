// Owns the numbering of what is told about one process: `seq` without gaps, and a status only when something changed.
import { isDeepStrictEqual } from 'node:util';
import type { ProcessEvent, ProcessInfo } from '@mcpm/domain';

/** An event without its envelope. */
export type EventBody = ProcessEvent extends infer E
  ? E extends ProcessEvent
    ? Omit<E, 'id' | 'seq' | 'at' | 'runId'>
    : never
  : never;

/** The voice of one process. */
export class ProcessTeller {
  readonly #id: string;
  readonly #emit: (event: ProcessEvent) => void;
  #seq = 0;
  #told: unknown;

  constructor(id: string, emit: (event: ProcessEvent) => void) {
    this.#id = id;
    this.#emit = emit;
  }

  /** Tells the next event. */
  tell(body: EventBody, runId: number): void {
    this.#seq += 1;
    this.#emit(this.#wrap(body, runId));
  }

  /** Tells the info if it differs from what was told; measurements alone are no event, whoever measures has them already. */
  tellStatus(info: ProcessInfo): void {
    const { memoryUsage: _memory, cpuUsage: _cpu, ...rest } = info;
    if (isDeepStrictEqual(rest, this.#told)) return;
    this.#told = rest;
    this.tell({ type: 'status', info }, info.runId);
  }

  /** The present as an event that takes no number: the next one told follows it. */
  snapshot(info: ProcessInfo): ProcessEvent {
    return this.#wrap({ type: 'status', info }, info.runId);
  }

  #wrap(body: EventBody, runId: number): ProcessEvent {
    return { ...body, id: this.#id, seq: this.#seq, at: new Date().toISOString(), runId };
  }
}
