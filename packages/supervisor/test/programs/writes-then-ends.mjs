// Writes ten thousand lines of 105 bytes (one mebibyte) to stdout in one burst and ends at once: by SIGKILL, exit or throw (argv[2]).
const line = 'x'.repeat(104);
for (let count = 0; count < 10_000; count += 1) process.stdout.write(`${line}\n`);
const [, , ending] = process.argv;
if (ending === 'SIGKILL') process.kill(process.pid, 'SIGKILL');
if (ending === 'exit') process.exit(3);
throw new Error('the end');
