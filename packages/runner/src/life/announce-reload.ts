// Owns what clients are told of a reload, beside the change of their list of tools.
import type { ReloadOutcome } from '../document/live-document.ts';
import type { Endpoint } from '../mcp/endpoint.ts';
import { describeError } from './tell.ts';

/** Tells those who asked for the log that a reload failed, and those who subscribed to resources that the document is another one. `redact` takes secrets out. */
export async function announceReload(
  endpoint: Endpoint | undefined,
  outcome: ReloadOutcome,
  redact: (text: string) => string,
): Promise<void> {
  if (outcome.kind === 'kept') {
    const text = redact(`The document could not be loaded again: ${describeError(outcome.error)}`);
    endpoint?.announce({ kind: 'warning', text });
  } else if (outcome.kind === 'changed') {
    const { documentUris } = await import('../resources/document-uris.ts');
    endpoint?.announce({ kind: 'resources', uris: documentUris(outcome.document) });
  }
}
