// Owns the types of pino-roll, which brings none.
declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';

  /** The stream: a SonicBoom that changes its file when size or date ask for it. */
  interface RollingStream extends EventEmitter {
    /** Path of the file that is written now. */
    readonly file: string | null;
    write(data: Buffer): boolean;
    end(): void;
    destroy(): void;
  }

  interface RollingOptions {
    readonly file: string;
    readonly size: string;
    readonly frequency: 'daily';
    readonly dateFormat: string;
    readonly mkdir: boolean;
    /** Lines are handed in as bytes. */
    readonly contentMode: 'buffer';
    /** Bytes that may wait in memory; a line beyond is given to the event `drop`. */
    readonly maxLength: number;
    /** Bytes written at once. */
    readonly maxWrite: number;
    /** Mode of new files. */
    readonly mode: number;
  }

  const build: (options: RollingOptions) => Promise<RollingStream>;
  export default build;
  export type { RollingStream };
}
