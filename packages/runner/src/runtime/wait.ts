// Owns waiting.

/** Resolves after a time. */
export function pause(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms);
  return promise;
}

/** Waits for the work, but not for longer than so many milliseconds. Whether the work was done; rejects as the work does. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: over, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, ms, false);
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves when what can be answered by now has been written: answers are made in one turn of the event loop and written in the next. */
export function answersFirst(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(() => setImmediate(resolve));
  return promise;
}
