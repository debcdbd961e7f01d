// Owns the one line a terminal shows while something takes long; it goes when that is done.
import type { Terminal } from './terminal.ts';
import { withoutLogins } from './without-logins.ts';

/** Milliseconds until somebody begins to wonder. */
const QUIET_MS = 300;
const TICK_MS = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** The work, with a line on the terminal while it takes longer than 300 ms. Nothing is shown where there is no terminal. */
export async function showLoading<T>(terminal: Terminal, text: string, work: Promise<T>): Promise<T> {
  if (terminal.isTTY !== true) return work;
  const start = performance.now();
  let shown = false;
  const draw = () => {
    const seconds = (performance.now() - start) / 1_000;
    const frame = FRAMES[Math.floor((seconds * 1_000) / TICK_MS) % FRAMES.length] ?? '';
    const line = `${frame} ${withoutLogins(text)} (${seconds.toFixed(1)} s)`.slice(0, (terminal.columns ?? 80) - 1);
    terminal.write(`\r\u001B[K${line}`);
    shown = true;
  };
  let ticking: NodeJS.Timeout | undefined;
  const waiting = setTimeout(() => {
    draw();
    ticking = setInterval(draw, TICK_MS).unref();
  }, QUIET_MS).unref();
  try {
    return await work;
  } finally {
    clearTimeout(waiting);
    clearInterval(ticking);
    if (shown) terminal.write('\r\u001B[K');
  }
}
