// Owns what a server said of itself, and what of it the gateway can promise to clients that share the server.
import { isJsonObject, type JsonObject } from '../json-rpc/rpc-message.ts';

/** From a server's answer to `initialize`. */
export interface ServerFacts {
  /** Only what holds for clients that share one conversation. */
  readonly capabilities: JsonObject;
  readonly serverInfo: JsonObject;
  readonly instructions?: string;
}

/** Reads the answer to `initialize`; `undefined` when it is none. */
export function readFacts(result: JsonObject): ServerFacts | undefined {
  const { capabilities, serverInfo, instructions } = result;
  if (!isJsonObject(capabilities) || !isJsonObject(serverInfo)) return undefined;
  return {
    capabilities: sharedCapabilities(capabilities),
    serverInfo,
    ...(typeof instructions === 'string' ? { instructions } : {}),
  };
}

// Log levels, resource subscriptions and tasks are state of one conversation: shared, one client would see or change what is another's.
function sharedCapabilities(capabilities: JsonObject): JsonObject {
  const { logging: _logging, tasks: _tasks, ...rest } = capabilities;
  const lists = ['tools', 'prompts', 'resources'].filter((name) => isJsonObject(rest[name]));
  // The gateway tells every client when lists may have changed, since a restart may change them.
  return { ...rest, ...Object.fromEntries(lists.map((name) => [name, { listChanged: true }])) };
}
