// Owns the way from chunks to lines: per process and stream, whole lines leave; what has not ended yet waits.
import type { OutputChunk } from '../log-book.ts';
import { cutPoint, LINE_LIMIT } from './cut-point.ts';

/** Kept beyond the limit, so that a secret lying across the cut is still seen whole. */
const LOOKAHEAD = 16 * 1024;

/** A whole line; `text` may reach beyond the limit by the lookahead, which is for the redactor's eyes only. */
export interface RawLine {
  readonly processId: string;
  readonly runId: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** Bytes (UTF-8) of the line beyond `text`. */
  readonly bytesBeyond: number;
}

interface Unfinished {
  readonly runId: number;
  text: string;
  bytesBeyond: number;
}

/** Assembles lines. A new run of a process first ends the line its former run left open. */
export class OutputLines {
  readonly #unfinished = new Map<string, Unfinished>();

  /** The lines that this chunk completes, in order. */
  push(chunk: OutputChunk): RawLine[] {
    const key = keyOf(chunk.processId, chunk.stream);
    const lines: RawLine[] = [];
    let open = this.#unfinished.get(key);
    if (open !== undefined && open.runId !== chunk.runId) {
      lines.push({ ...open, processId: chunk.processId, stream: chunk.stream });
      open = undefined;
    }
    const pieces = chunk.text.split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      const { text, bytesBeyond } = extend(open, piece);
      lines.push({ ...chunk, text: text.endsWith('\r') ? text.slice(0, -1) : text, bytesBeyond });
      open = undefined;
    }
    if (last === '' && open === undefined) this.#unfinished.delete(key);
    else this.#unfinished.set(key, { runId: chunk.runId, ...extend(open, last) });
    return lines;
  }

  /** The lines left open by a run, which ended; by any run when none is named. */
  end(processId: string, runId?: number): RawLine[] {
    const lines: RawLine[] = [];
    for (const stream of ['stdout', 'stderr'] as const) {
      const key = keyOf(processId, stream);
      const open = this.#unfinished.get(key);
      if (open === undefined || (runId !== undefined && open.runId !== runId)) continue;
      this.#unfinished.delete(key);
      lines.push({ ...open, processId, stream });
    }
    return lines;
  }

  /** The lines left open by every process. */
  endAll(): RawLine[] {
    const ids = new Set([...this.#unfinished.keys()].map((key) => key.slice(key.indexOf(' ') + 1)));
    return [...ids].flatMap((id) => this.end(id));
  }
}

const keyOf = (processId: string, stream: string) => `${stream} ${processId}`;

function extend(open: Unfinished | undefined, piece: string): { text: string; bytesBeyond: number } {
  const before = open?.text ?? '';
  const room = LINE_LIMIT + LOOKAHEAD - before.length;
  const beyond = open?.bytesBeyond ?? 0;
  // Once something was left out, nothing may be joined to the text any more.
  if (beyond > 0) return { text: before, bytesBeyond: beyond + Buffer.byteLength(piece) };
  if (piece.length <= room) return { text: before + piece, bytesBeyond: 0 };
  const cut = cutPoint(piece, room);
  return { text: before + piece.slice(0, cut), bytesBeyond: Buffer.byteLength(piece.slice(cut)) };
}
