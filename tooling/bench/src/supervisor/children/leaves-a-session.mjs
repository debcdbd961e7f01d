// A plain program with a grandchild in a session of its own. Gone by itself after a minute.
import { spawn } from 'node:child_process';
import { note } from './notes.mjs';

const grandchild = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
grandchild.once('spawn', () => {
  note('setsid-grandchild', grandchild.pid);
  note('its-parent');
});
setInterval(() => undefined, 1_000);
setTimeout(() => process.exit(0), 60_000);
