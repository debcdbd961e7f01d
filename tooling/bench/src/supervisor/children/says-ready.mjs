// A small program: ready as soon as it runs, then at rest.
import { live } from './notes.mjs';

live();
