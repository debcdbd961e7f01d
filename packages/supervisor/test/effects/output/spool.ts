// Owns a spool of one test: what it tells is kept, its file lies in a directory of the test.
import { openSync, writeSync } from 'node:fs';
import { FakeClock } from '@mcpm/test-kit';
import { OutputSpool, type SpoolOptions } from '../../../src/effects/output/output-spool.ts';

export class ToldSpool {
  readonly clock = new FakeClock();
  readonly spool: OutputSpool;
  readonly texts: string[] = [];
  readonly losses: { readonly bytes: number; readonly why: string }[] = [];

  constructor(path: string | undefined, changes: Partial<SpoolOptions> = {}) {
    this.spool = new OutputSpool({
      file: path === undefined ? 'There is no file.' : { path, fd: openSync(path, 'a+', 0o600) },
      clock: this.clock,
      onText: (text) => this.texts.push(text),
      onLost: (bytes, why) => this.losses.push({ bytes, why }),
      ...changes,
    });
  }

  get text(): string {
    return this.texts.join('');
  }

  /** Writes as the child would. */
  write(content: string | Uint8Array | readonly number[]): void {
    writeSync(this.spool.fd, typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content));
  }

  /** Reads it to its end and removes it. */
  finish() {
    return this.spool.finish();
  }
}
