// Owns the document of a command: composed as a server has it, compiled with the cache, with a line on the terminal while it takes long.
import type { CompiledDocument } from '@mcpm/openapi';
import { composeServer, type ComposedServer } from '../../life/compose-server.ts';
import { showLoading } from '../../terminal/loading-line.ts';
import { printable } from '../../terminal/terminal.ts';
import type { CommandRun } from './command-run.ts';

/** A server without an endpoint, and its document. */
export interface OpenDocument {
  readonly server: ComposedServer;
  readonly document: CompiledDocument;
}

/** Compiles the document of the options. Throws what the compile throws; `use` gets it otherwise, and everything is closed after it. */
export async function withDocument<T>(run: CommandRun, use: (open: OpenDocument) => Promise<T>): Promise<T> {
  const { options, log, env, stderr } = run;
  const server = composeServer(options, { log, env, onCall: () => undefined, onReload: () => undefined });
  try {
    await server.calls.check(options);
    const name = options.openapi === '-' ? 'the document' : printable(options.openapi).slice(0, 60);
    const document = await showLoading(stderr, `Reading ${name}`, server.document.start());
    const result = await use({ server, document });
    await server.cache?.write();
    return result;
  } finally {
    await server.close();
  }
}
