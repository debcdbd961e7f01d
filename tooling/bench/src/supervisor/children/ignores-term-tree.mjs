// A tree that ignores TERM: itself, a child in its group, one in a session of its own, and one whose parent has left its session behind. Gone by itself after a minute.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { note } from './notes.mjs';

const IGNORE = "trap '' TERM INT HUP;";
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
setTimeout(() => process.exit(0), 60_000);
const inGroup = spawn('sh', ['-c', `${IGNORE} exec sleep 60`], { stdio: 'ignore' });
const inSession = spawn('sh', ['-c', `${IGNORE} exec sleep 60`], { stdio: 'ignore', detached: true });
const left = spawn('sh', ['-c', `${IGNORE} sleep 60 >/dev/null & echo $!`], {
  stdio: ['ignore', 'pipe', 'ignore'],
  detached: true,
});
const [orphan] = await once(left.stdout.setEncoding('utf8'), 'data');
note('in-its-group', inGroup.pid);
note('setsid', inSession.pid);
note('setsid-and-orphaned', Number(orphan));
note('child');
