// Owns a spool of one test: what it tells is kept, its file lies in a directory of the test.
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FakeClock } from '@mcpm/test-kit';
import { OutputSpool, type SpoolOptions } from '../../../src/effects/output/output-spool.ts';

export class ToldSpool {
  readonly clock = new FakeClock();
  readonly spool: OutputSpool;
  readonly texts: string[] = [];
  readonly losses: { readonly bytes: number; readonly why: string }[] = [];

  constructor(path: string | undefined, changes: Partial<SpoolOptions> = {}) {
    if (path !== undefined && existsSync(dirname(path))) closeSync(openSync(path, 'a', 0o600));
    this.spool = new OutputSpool({
      path,
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
  async finish() {
    const totals = await this.spool.finish();
    this.spool.closeWriter();
    return totals;
  }
}
