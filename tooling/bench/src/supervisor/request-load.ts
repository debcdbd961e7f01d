// Owns the load of the restart part: so many workers, each with a connection of its own for every request, and what became of them.
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from './clock-and-processes.ts';

/** What became of the requests. */
export interface LoadCount {
  answered: number;
  /** ECONNREFUSED: nobody listened. */
  refused: number;
  /** The connection was cut after it was made. */
  reset: number;
  /** Anything else. */
  other: number;
  /** Milliseconds of the slowest answer. */
  worst: number;
}

/** Between two requests of a worker; keeps the machine from running out of ports, and its one driver from being the load. */
const BREATH_MS = 2;
const PATIENCE_MS = 10_000;

/** A load that goes on. */
export interface Load {
  readonly count: LoadCount;
  /** Resolves when every request has ended. */
  stop(): Promise<void>;
}

/** Loads a loopback port until `stop` is called. */
export function startLoad(port: number, workers: number): Load {
  const count: LoadCount = { answered: 0, refused: 0, reset: 0, other: 0, worst: 0 };
  const end = new AbortController();
  const work = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const from = now();
      const outcome = await ask(port);
      count[outcome] += 1;
      if (outcome === 'answered') count.worst = Math.max(count.worst, now() - from);
      await pause(BREATH_MS);
    }
  };
  const all = Promise.all(Array.from({ length: workers }, work));
  return {
    count,
    async stop() {
      end.abort();
      await all;
    },
  };
}

type Outcome = Exclude<keyof LoadCount, 'worst'>;

function ask(port: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const call = request({ host: '127.0.0.1', port, agent: false, timeout: PATIENCE_MS }, (response) => {
      response
        .resume()
        .once('end', () => resolve('answered'))
        .once('error', () => resolve('reset'));
    });
    call.once('timeout', () => call.destroy());
    call.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve('refused');
      else resolve(error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset' : 'other');
    });
    call.end();
  });
}
