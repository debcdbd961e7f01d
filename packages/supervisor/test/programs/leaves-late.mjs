// Is ready; asked to leave, it says so on stderr with the time, and leaves with 7 after argv[2] milliseconds, whatever signal (said as well) comes meanwhile.
import { writeSync } from 'node:fs';

const say = (word) => writeSync(2, `${word} ${Date.now()}\n`);
process.on('SIGTERM', () => say('SIGTERM'));
process.on('message', ({ type }) => {
  if (type !== 'shutdown') return;
  say('asked');
  setTimeout(() => process.exit(7), Number(process.argv[2]));
});
process.stdin.resume().once('end', () => say('end'));
// A broken test must not leave it behind: it goes when the process that started it is gone.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 500);
process.send({ type: 'ready', tools: 1, warnings: 0 });
