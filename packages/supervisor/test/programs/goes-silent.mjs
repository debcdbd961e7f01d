// Is ready and answers its first health check; then it does what argv[2] says: `turns` in a busy loop, `waits` for itself, `blocks` for argv[3] milliseconds once (and tells
// statistics when that is over), or answers every check argv[3] milliseconds late (`dawdles`).
const [, , conduct, milliseconds = '120000'] = process.argv;
let checks = 0;

function answer(id) {
  process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
}

// Two minutes at most, so that no broken test leaves it behind.
function hold(forMs) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}

function goSilent() {
  if (conduct === 'turns') for (const end = Date.now() + 120_000; Date.now() < end;);
  if (conduct === 'waits') hold(120_000);
  if (conduct === 'blocks') {
    hold(Number(milliseconds));
    process.send({ type: 'stats', calls: 1, errors: 0, connections: 0 });
  }
}

process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type !== 'health-check') return;
  checks += 1;
  if (conduct === 'dawdles') setTimeout(answer, checks === 1 ? 0 : Number(milliseconds), id);
  else process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 }, () => checks === 1 && goSilent());
});
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', tools: 1, warnings: 0 });
