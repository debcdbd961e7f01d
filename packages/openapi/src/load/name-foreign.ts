// Recognises documents of other kinds, so that a mistake is named as what it is.
import { isObject, textOf, type JsonObject } from './json-object.ts';

/** What a document is, and what a person does about it. */
export interface ForeignKind {
  readonly kind: string;
  readonly next: string;
}

const EXPORT = 'Export or convert it to OpenAPI (JSON or YAML), and give that.';
const LINT = 'Give the OpenAPI document that it belongs to.';

/** Kinds told by their text alone; the first lines count. */
const TEXTS: readonly { readonly is: RegExp; readonly kind: string; readonly next: string }[] = [
  { is: /^#%RAML/, kind: 'a RAML document', next: EXPORT },
  { is: /^FORMAT:\s*1A/i, kind: 'an API Blueprint', next: EXPORT },
  {
    is: /^version https:\/\/git-lfs/,
    kind: 'a pointer of Git LFS',
    next: 'Fetch the file itself (git lfs pull), then try again.',
  },
  { is: /^\s*(\/\/[^\n]*\n\s*)*syntax\s*=\s*"proto/, kind: 'a Protocol Buffers file', next: EXPORT },
  {
    is: /^\s*(#[^\n]*\n\s*|"""[\s\S]{0,2000}?"""\s*)*(schema|type|interface|enum|input|scalar|union|directive|extend)\s+[@\w{][^:\n]*(\{|=|$)/,
    kind: 'a GraphQL schema',
    next: 'GraphQL cannot be compiled; give an OpenAPI document.',
  },
  {
    is: /^\s*(module\.exports|export default|import |const |var |let )/,
    kind: 'a program',
    next: 'Run it, and give the OpenAPI document it makes.',
  },
  { is: /^#\s+\S/, kind: 'a Markdown text', next: 'Give the OpenAPI document that it describes.' },
];

/** Kinds told by their first keys. */
const KEYS: readonly { readonly key: string; readonly kind: string; readonly next: string }[] = [
  { key: 'asyncapi', kind: 'an AsyncAPI document', next: 'AsyncAPI describes messages; give an OpenAPI document.' },
  { key: 'arazzo', kind: 'an Arazzo document', next: LINT },
  {
    key: 'overlay',
    kind: 'an Overlay document',
    next: 'Give it as an overlay, beside the OpenAPI document it extends.',
  },
  { key: 'openrpc', kind: 'an OpenRPC document', next: EXPORT },
  { key: 'smithy', kind: 'a Smithy model', next: EXPORT },
  { key: 'discoveryVersion', kind: 'a Google API Discovery document', next: EXPORT },
  { key: 'graphql', kind: 'a GraphQL schema', next: 'GraphQL cannot be compiled; give an OpenAPI document.' },
  { key: '__export_format', kind: 'an Insomnia export', next: EXPORT },
  { key: 'lockfileVersion', kind: 'a lock file', next: 'Give an OpenAPI document.' },
  { key: 'mcpServers', kind: 'the configuration of an MCP client', next: 'Give an OpenAPI document.' },
];

/** What a parsed text without `openapi` and `swagger` is, as far as we know it. */
export function nameForeign(root: unknown, text: string): ForeignKind | undefined {
  if (root === null) return undefined;
  const told = TEXTS.find(({ is }) => is.test(text.slice(0, 4_000)));
  if (!isObject(root)) return told;
  return byKeys(root) ?? (told?.kind === 'a Markdown text' ? undefined : told);
}

function byKeys(root: JsonObject): ForeignKind | undefined {
  const key = KEYS.find((one) => root[one.key] !== undefined);
  if (key) return key;
  const { info, log, data, item } = root;
  if (
    (isObject(info) && (info['_postman_id'] ?? info['schema']) !== undefined) ||
    (info !== undefined && item !== undefined)
  )
    return { kind: 'a Postman collection', next: EXPORT };
  if (isObject(log) && log['entries'] !== undefined)
    return { kind: 'a HAR recording', next: 'Give an OpenAPI document.' };
  if (isObject(data) && data['__schema'] !== undefined)
    return { kind: 'a GraphQL schema', next: 'GraphQL cannot be compiled; give an OpenAPI document.' };
  if (typeof root['apiVersion'] === 'string' && typeof root['kind'] === 'string')
    return { kind: `a Kubernetes manifest (${root['kind']})`, next: 'Give an OpenAPI document.' };
  if (typeof root['$schema'] === 'string' && root['$schema'].includes('json-schema.org'))
    return { kind: 'a JSON Schema', next: LINT };
  if (root['paths'] !== undefined)
    return {
      kind: 'a document without a version',
      next: 'Add the version at its top, such as openapi: 3.1.0 or swagger: "2.0".',
    };
  const said = errorSaid(root);
  if (said === undefined) return undefined;
  return {
    kind: `an error message (${JSON.stringify(said.slice(0, 200))})`,
    next: 'Its server refused to give the document: check the URL and the credentials.',
  };
}

/** What an answer says that is an error instead of a document. */
function errorSaid(root: JsonObject): string | undefined {
  if (Object.keys(root).length > 8) return undefined;
  const { error, errors, message, detail, title } = root;
  if (isObject(error)) return textOf(error['message']) ?? textOf(error['code']);
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (isObject(first)) return textOf(first['message']) ?? textOf(first['detail']);
  return (
    textOf(error) ?? textOf(message) ?? textOf(detail) ?? (root['status'] === undefined ? undefined : textOf(title))
  );
}
