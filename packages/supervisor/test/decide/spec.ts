// Owns the specs the tests of the decisions start from.
import { ProcessSpec, type ProcessSpecInput } from '@mcpm/domain';

/** A managed process with every default, changed as told. */
export function spec(changes: Partial<ProcessSpecInput> = {}): ProcessSpec {
  return ProcessSpec.parse({ id: 'petstore', command: 'node', args: ['main.js'], managed: true, ...changes });
}
