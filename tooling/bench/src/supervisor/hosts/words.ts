// Owns the words between the benchmark and the programs that keep processes (`hosts/`): one order at a time, and news.

/** What is to be kept running. */
export interface Job {
  readonly name: string;
  /** The Node program and its arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly count: number;
  /** Whether it says `ready` and answers over IPC where somebody listens. */
  readonly managed: boolean;
  /** The loopback port it serves, if it serves one. */
  readonly port?: number | undefined;
  /** Milliseconds a stop is polite. */
  readonly killAfterMs: number;
}

/** What the benchmark asks. Each is answered with `done` or `failed`. */
export type Order =
  /** Be able to start these at once. */
  | { readonly type: 'prepare'; readonly jobs: readonly Job[]; readonly home: string }
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' }
  /** Leave, with everything that was started. */
  | { readonly type: 'end' };

/** What a host says. Times are milliseconds of the machine's monotonic clock, which all processes share. */
export type News =
  /** `pid` of the process that keeps the others. */
  | { readonly type: 'done'; readonly at: number; readonly pid: number }
  | { readonly type: 'failed'; readonly text: string }
  /** A child is ready (with its pid), or has ended; its end is reported, with why and after its last output (ours alone does). */
  | { readonly type: 'ready'; readonly at: number; readonly child: number }
  | { readonly type: 'exit'; readonly at: number }
  | { readonly type: 'report'; readonly at: number };
