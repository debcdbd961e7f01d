// Reads the operations of a document into the intermediate form.
import { isObject, objectOr, stringsOf, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import type { WarningLog } from '../resolve/compile-warning.ts';
import type { Definitions } from './definitions.ts';
import type { Operation, OperationHead } from './operation.ts';
import { UnreadableError } from './unreadable-error.ts';
import { readBody } from './read-body.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity } from './read-security.ts';
import { readServer } from './read-servers.ts';
import { SchemaCompiler } from './schema-compiler.ts';

/** What the reader is told besides the document. */
export interface ReadOptions {
  readonly filter: (operation: OperationHead) => boolean;
  /** Takes the place of all servers. */
  readonly baseUrl: string | undefined;
  readonly serverVariables: Readonly<Record<string, string>>;
  readonly warnings: WarningLog;
}

/** A document in the intermediate form. */
export interface ApiDocument {
  readonly title: string;
  readonly version: string;
  readonly baseUrl?: string;
  /** Operations before the filter. */
  readonly total: number;
  readonly operations: readonly Operation[];
  readonly definitions: Definitions;
}

/** The fields of a path item that are operations, and the method of each. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Reads all operations that pass the filter; one that cannot be read becomes one warning. */
export function readOperations(documents: Documents, options: ReadOptions): ApiDocument {
  const root = documents.root();
  const fields = objectOr(root.value);
  const info = objectOr(fields['info']);
  const reader = new OperationReader(documents, options);
  for (const path of Object.keys(objectOr(fields['paths']))) {
    if (!path.startsWith('x-')) reader.readPath(path, below(below(root, 'paths'), path));
  }
  if (reader.total === 0) options.warnings.add('no_operations', '/paths', 'The document describes no operation.');
  if (reader.operations.some((operation) => operation.baseUrl === undefined)) {
    options.warnings.add(
      'server_missing',
      '/servers',
      'The document names no absolute server URL; calls need a base URL.',
    );
  }
  return {
    title: textOf(info['title']) ?? 'API',
    version: typeof info['version'] === 'number' ? String(info['version']) : (textOf(info['version']) ?? ''),
    ...(reader.baseUrl === undefined ? {} : { baseUrl: reader.baseUrl }),
    total: reader.total,
    operations: reader.operations,
    definitions: reader.schemas.finish(),
  };
}

class OperationReader {
  readonly operations: Operation[] = [];
  readonly schemas: SchemaCompiler;
  readonly baseUrl: string | undefined;
  total = 0;
  readonly #documents: Documents;
  readonly #options: ReadOptions;

  constructor(documents: Documents, options: ReadOptions) {
    this.#documents = documents;
    this.#options = options;
    this.schemas = new SchemaCompiler(documents);
    this.baseUrl = this.#server(documents.root()) ?? this.#defaultServer();
  }

  readPath(path: string, place: Place): void {
    const item = this.#documents.follow(place);
    if (!item) return;
    if (!isObject(item.value)) return this.#warn('path_invalid', place, 'This path item is not an object.');
    for (const method of METHODS) {
      if (item.value[method] !== undefined)
        this.#readMethod(method.toUpperCase(), path, { item, operation: below(item, method) });
    }
    const additional = below(item, 'additionalOperations');
    for (const method of Object.keys(objectOr(additional.value))) {
      this.#readMethod(method, path, { item, operation: below(additional, method) });
    }
  }

  #readMethod(method: string, path: string, at: { readonly item: Place; readonly operation: Place }): void {
    this.total += 1;
    const fields = at.operation.value;
    if (!isObject(fields))
      return this.#warn('operation_invalid', at.operation, `${method} ${path} is left out: it is not an object.`);
    const operationId = textOf(fields['operationId']);
    const head = {
      method,
      path,
      tags: stringsOf(fields['tags']),
      ...(operationId === undefined ? {} : { operationId }),
    };
    if (!this.#options.filter(head)) return;
    try {
      this.operations.push(this.#read(head, fields, at));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.#warn('operation_invalid', error.place ?? at.operation, `${method} ${path} is left out: ${error.message}`);
    }
  }

  #read(head: OperationHead, fields: JsonObject, at: { readonly item: Place; readonly operation: Place }): Operation {
    const context = { documents: this.#documents, schemas: this.schemas };
    const body = readBody(below(at.operation, 'requestBody'), context, head);
    const security = readSecurity(at.operation, this.#documents);
    const baseUrl = this.#server(at.operation) ?? this.#server(at.item) ?? this.baseUrl;
    const summary = textOf(fields['summary']) ?? textOf(objectOr(at.item.value)['summary']);
    const description = textOf(fields['description']) ?? textOf(objectOr(at.item.value)['description']);
    return {
      ...head,
      pointer: printPlace(at.operation),
      deprecated: fields['deprecated'] === true,
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined ? {} : { description }),
      parameters: readParameters(head.path, at, context),
      ...(body ? { body } : {}),
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(security ? { security } : {}),
      produces: this.#produces(below(at.operation, 'responses')),
    };
  }

  /** Media types of the answers that are successes. */
  #produces(responses: Place): readonly string[] {
    const found = new Set<string>();
    for (const status of Object.keys(objectOr(responses.value))) {
      if (!/^2|^default$/i.test(status)) continue;
      const response = this.#documents.resolve(below(responses, status));
      if (!('place' in response) || !isObject(response.place.value)) continue;
      for (const mediaType of Object.keys(objectOr(response.place.value['content']))) found.add(mediaType);
    }
    return [...found];
  }

  #server(place: Place): string | undefined {
    return this.#options.baseUrl ?? readServer(place, this.#documents, this.#options.serverVariables);
  }

  /** Without `servers` the server is `/` beside the document (OpenAPI 3.1 §4.8.1). */
  #defaultServer(): string | undefined {
    const url = this.#documents.main.url;
    return url && /^https?:/.test(url) ? new URL(url).origin : undefined;
  }

  #warn(code: string, place: Place, message: string): void {
    this.#options.warnings.add(code, printPlace(place), message);
  }
}
