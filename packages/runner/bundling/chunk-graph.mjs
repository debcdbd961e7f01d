// Owns which chunks of a bundle are loaded with which.
import { basename } from 'node:path';

/** What no start may load: schemas, the SDK, the whole of yargs, the HTTP client. */
const HEAVY = /node_modules\/(zod|yargs|undici|yaml|@modelcontextprotocol\/[^/]+)\//;

/** The chunks that are loaded with some, themselves among them. `chunks` are those of the metafile, by the name of their file. */
export function closureOf(chunks, names) {
  const found = new Set();
  for (const todo = [...names]; todo.length > 0;) {
    const name = todo.pop();
    if (found.has(name)) continue;
    found.add(name);
    for (const { kind, path, external } of chunks.get(name)?.imports ?? [])
      if (kind === 'import-statement' && !external) todo.push(basename(path));
  }
  return found;
}

/** Throws where one of them holds what no start may load. */
export function refuseHeavy(chunks, names) {
  for (const name of names) {
    const heavy = Object.keys(chunks.get(name).inputs).find((input) => HEAVY.test(input));
    if (heavy !== undefined) throw new Error(`The start would load ${heavy}; import it where it is needed first`);
  }
}
