// A plain program: it counts time and listens to nobody. Gone by itself after a minute.
import { note } from './notes.mjs';

setInterval(() => undefined, 1_000);
setTimeout(() => process.exit(0), 60_000);
note('plain');
