// Owns a host's side of the words: answers each order, and ends when the benchmark is gone.

/** Milliseconds of the monotonic clock. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Tells the benchmark; a benchmark that is gone hears nothing. */
export function tell(news) {
  if (process.connected) process.send(news);
}

/** Answers orders with the functions of their names; `pid()` is the process that keeps the others. */
export function serveOrders(answers, pid = () => process.pid) {
  let asked = false;
  process.on('message', (order) => {
    asked ||= order.type === 'end';
    void answer(order);
  });
  process.on('disconnect', () => void leave());

  async function answer(order) {
    try {
      await answers[order.type](order);
      tell({ type: 'done', at: now(), pid: pid() });
    } catch (error) {
      tell({ type: 'failed', text: String(error.stack ?? error) });
    }
    if (asked) process.disconnect();
  }

  async function leave() {
    if (!asked) await answers.end();
    process.exit(0);
  }
}
