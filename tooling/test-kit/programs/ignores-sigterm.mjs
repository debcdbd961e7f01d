// Is ready, then hears neither the shutdown message nor SIGTERM: only SIGKILL ends it. Says so on stderr.
process.on('SIGTERM', () => process.stderr.write('ignored SIGTERM\n'));
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.stderr.write('ignored shutdown\n');
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
});
process.stderr.write('ready\n');
process.send?.({ type: 'ready', tools: 1, warnings: 0 });
// A broken test must not leave it behind: it goes when the process that started it is gone.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 500);
