// Owns the table of the options. The bundle puts the finished table here, so that no schema has to be loaded to read a command line.
import { deriveShapes } from './derive-shapes.ts';
import type { OptionShape } from './option-shape.ts';

/** Every option of the runner, in the order of the schema. */
export function listOptionShapes(): readonly OptionShape[] {
  return deriveShapes();
}
