// Owns the moment when the browser has nothing better to do.

const LATEST_MS = 5000;
const WITHOUT_IDLE_MS = 1000;

/** Calls `work` once while the browser is idle, after five seconds at the latest; gives back how to call it off. */
export function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const request = window.requestIdleCallback(work, { timeout: LATEST_MS });
    return () => window.cancelIdleCallback(request);
  }
  // Browsers without idle time (older Safari): a while after the page stands.
  const timer = setTimeout(work, WITHOUT_IDLE_MS);
  return () => clearTimeout(timer);
}
