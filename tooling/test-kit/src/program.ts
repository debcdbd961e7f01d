// Owns where the child programs of tests stand; a program's name is its behaviour.
import { fileURLToPath } from 'node:url';

/** Every program in `programs/`. */
export const programNames = [
  'answers-health',
  'crashes-after-ready',
  'echoes-stdin',
  'exits-0',
  'exits-1',
  'exits-65',
  'floods-stderr',
  'ignores-sigterm',
  'leaves-a-grandchild',
  'never-ready',
  'prints-then-crashes',
  'ready-after-100ms',
  'serves-http',
  'stays-up',
  'stops-answering-health',
] as const;

/** The name of a program: its file name without `.mjs`. */
export type ProgramName = (typeof programNames)[number];

/** The absolute path of a program, to be run as `node <path>`. `programs/` stands beside both `src/` and `dist/`. */
export function program(name: ProgramName): string {
  return fileURLToPath(new URL(`../programs/${name}.mjs`, import.meta.url));
}
