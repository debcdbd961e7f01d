// Owns a quick yes: shapes of `params` that the SDK's schemas surely accept as they are. Whatever is not among them, the SDK judges.
import { isLogLevel } from './log-level.ts';
import { MetaKey, MODERN_REVISION } from './revisions.ts';
import { isObject, type Params } from './wire-message.ts';

const RESERVED = 'io.modelcontextprotocol/';

/** Members a request of one method may have beside `_meta`. */
export type Members = readonly string[];

/** Whether `params` of a legacy request have only these members, and nothing in `_meta` that MCP gives a meaning of another era. */
export function isSureLegacy(params: Params | undefined, members: Members): boolean {
  if (params === undefined) return true;
  for (const name in params) if (name !== '_meta' && !members.includes(name)) return false;
  const meta = params._meta;
  if (meta === undefined) return true;
  for (const name in meta) if (name.startsWith(RESERVED)) return false;
  return true;
}

/** Whether `params` of a modern request have only these members, and a whole envelope in `_meta` (MCP 2026-07-28, "Request metadata"). */
export function isSureModern(params: Params | undefined, members: Members): boolean {
  if (params === undefined) return false;
  for (const name in params) if (name !== '_meta' && !members.includes(name)) return false;
  const meta = params._meta;
  if (!isObject(meta) || meta[MetaKey.protocolVersion] !== MODERN_REVISION) return false;
  const info = meta[MetaKey.clientInfo];
  const level = meta[MetaKey.logLevel];
  return (
    isSureCapabilities(meta[MetaKey.clientCapabilities]) &&
    (info === undefined || isSureImplementation(info)) &&
    (level === undefined || isLogLevel(level))
  );
}

/** Whether `params` of `initialize` are complete. */
export function isSureInitialize(params: Params | undefined): boolean {
  return (
    params !== undefined &&
    isSureLegacy(params, ['protocolVersion', 'capabilities', 'clientInfo']) &&
    typeof params['protocolVersion'] === 'string' &&
    isSureCapabilities(params['capabilities']) &&
    isSureImplementation(params['clientInfo'])
  );
}

/** What is plainly wrong with the `params` of `initialize`; the SDK would call it an error of ours. */
export function initializeFault(params: Params | undefined): string | undefined {
  if (typeof params?.['protocolVersion'] !== 'string') return 'protocolVersion must be a text';
  if (!isObject(params['capabilities'])) return 'capabilities must be an object';
  const info = params['clientInfo'];
  const isNamed = isObject(info) && typeof info['name'] === 'string' && typeof info['version'] === 'string';
  return isNamed ? undefined : 'clientInfo must be an object with the texts name and version';
}

/** Whether a value can be the arguments of a tool; a member `__proto__` is what the SDK takes out. */
export function isSureArguments(value: unknown): value is Readonly<Record<string, unknown>> | undefined {
  return value === undefined || (isObject(value) && !Object.hasOwn(value, '__proto__'));
}

/** Name and version, and no icons, which have a shape of their own. */
function isSureImplementation(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['version'] === 'string' &&
    isText(value['title']) &&
    isText(value['websiteUrl']) &&
    isText(value['description']) &&
    value['icons'] === undefined
  );
}

/** The capabilities that MCP names; others are the client's own, and nobody looks at them. */
function isSureCapabilities(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { sampling, elicitation, roots, tasks, experimental, extensions } = value;
  return (
    hasObjects(sampling, ['context', 'tools']) &&
    hasObjects(elicitation, ['form', 'url']) &&
    isFlag(elicitation, 'form', 'applyDefaults') &&
    (roots === undefined || (isObject(roots) && isBoolean(roots['listChanged']))) &&
    tasks === undefined &&
    (experimental === undefined || (isObject(experimental) && Object.values(experimental).every(isObject))) &&
    (extensions === undefined || (isObject(extensions) && Object.values(extensions).every(isObject)))
  );
}

function hasObjects(value: unknown, members: Members): boolean {
  if (value === undefined) return true;
  return isObject(value) && members.every((name) => value[name] === undefined || isObject(value[name]));
}

function isFlag(value: unknown, member: string, flag: string): boolean {
  const inner = isObject(value) ? value[member] : undefined;
  return !isObject(inner) || isBoolean(inner[flag]);
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isBoolean(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean';
}
