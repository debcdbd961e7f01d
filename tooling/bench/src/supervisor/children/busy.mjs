// A program whose event loop never turns again. Gone by itself after half a minute.
import { note } from './notes.mjs';

note('busy');
const until = Date.now() + 30_000;
while (Date.now() < until);
