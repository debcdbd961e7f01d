// Reads the operations of a document into the intermediate form.
import { DocumentError } from '../document-error.ts';
import { isObject, objectOr, quote, stringsOf, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import type { WarningLog } from '../resolve/compile-warning.ts';
import type { Definitions } from './schema/definitions.ts';
import { KnownParameters } from './known-parameters.ts';
import type { Operation, OperationHead } from './operation.ts';
import { UnreadableError } from './unreadable-error.ts';
import { readAnswers } from './answers/read-answers.ts';
import { readBody } from './body/read-body.ts';
import type { ReadContext } from './read-context.ts';
import { readOverrides } from './read-overrides.ts';
import { readParameters } from './parameters/read-parameters.ts';
import { withoutCredentials } from './parameters/without-credentials.ts';
import { SecurityReader } from './read-security.ts';
import { baseOf, readServer } from './read-servers.ts';
import { SchemaCompiler } from './schema/schema-compiler.ts';
import { UndefinedStyles } from './undefined-styles.ts';
import { plainText } from './words/plain-text.ts';

/** What the reader is told besides the document. */
export interface ReadOptions {
  readonly filter: (operation: OperationHead) => boolean;
  /** Told of what stands in the place of an operation and is none. */
  readonly unreadable: (operation: OperationHead) => void;
  /** Whether answers are described, too. */
  readonly answers: boolean;
  /** Takes the place of all servers. */
  readonly baseUrl: string | undefined;
  readonly serverVariables: Readonly<Record<string, string>>;
  readonly warnings: WarningLog;
}

/** A document in the intermediate form. */
export interface ApiDocument {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly baseUrl?: string;
  /** Operations before the filter. */
  readonly total: number;
  readonly operations: readonly Operation[];
  readonly definitions: Definitions;
}

/** The fields of a path item that are operations, and the method of each. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Longest time for the operations of one document, in milliseconds; the largest ones known take three seconds. */
const MAX_MS = 120_000;

/** Longest description of the document, in characters. */
const MAX_DESCRIPTION = 500;

/** What HTTP allows as a method (RFC 9110 §9.1). */
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads all operations that pass the filter; one that cannot be read becomes one warning. Throws `DocumentError` `document_too_large` after two minutes. */
export function readOperations(documents: Documents, options: ReadOptions): ApiDocument {
  const root = documents.root();
  const fields = objectOr(root.value);
  const info = objectOr(fields['info']);
  const reader = new OperationReader(documents, options);
  // The time of the process is as steady as that of `performance`, which would have to be loaded first.
  const ends = process.uptime() * 1_000 + MAX_MS;
  for (const path of Object.keys(objectOr(fields['paths']))) {
    if (process.uptime() * 1_000 > ends) throw tooLong();
    if (!path.startsWith('x-')) reader.readPath(path, below(below(root, 'paths'), path));
  }
  reader.styles.report();
  reader.checkVariables();
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
    ...descriptionOf(info),
    ...(reader.baseUrl === undefined ? {} : { baseUrl: reader.baseUrl }),
    total: reader.total,
    operations: reader.operations,
    definitions: reader.schemas.finish(),
  };
}

/** What the document says of itself, in words for models. */
function descriptionOf(info: JsonObject): Pick<ApiDocument, 'description'> {
  const description = plainText(textOf(info['description']) ?? textOf(info['summary']) ?? '', MAX_DESCRIPTION);
  return description === '' ? {} : { description };
}

function tooLong(): DocumentError {
  return new DocumentError('document_too_large', `Compiling the document takes longer than ${MAX_MS / 1_000} s.`, {
    next: 'Give a smaller document, or choose fewer of its operations.',
  });
}

class OperationReader {
  readonly operations: Operation[] = [];
  readonly schemas: SchemaCompiler;
  readonly styles: UndefinedStyles;
  readonly baseUrl: string | undefined;
  total = 0;
  readonly #documents: Documents;
  readonly #options: ReadOptions;
  readonly #security: SecurityReader;
  readonly #context: ReadContext;
  /** The names of server variables that were met. */
  readonly #variables = new Set<string>();

  constructor(documents: Documents, options: ReadOptions) {
    this.#documents = documents;
    this.#options = options;
    this.schemas = new SchemaCompiler(documents);
    this.styles = new UndefinedStyles(documents);
    this.#context = { documents, schemas: this.schemas, styles: this.styles, parameters: new KnownParameters() };
    this.baseUrl = this.#server(documents.root()) ?? this.#defaultServer();
    this.#security = new SecurityReader(documents, this.baseUrl);
  }

  /** Names the given server variables that no server in charge has. */
  checkVariables(): void {
    if (this.#options.baseUrl !== undefined) return;
    const known = [...this.#variables].join(', ') || 'none';
    for (const name of Object.keys(this.#options.serverVariables))
      if (!this.#variables.has(name))
        this.#warn(
          'server_variable_unknown',
          below(this.#documents.root(), 'servers'),
          `No server has a variable "${name}" (known: ${known}).`,
        );
  }

  readPath(path: string, place: Place): void {
    const taken = new Set<string>();
    const item = this.#documents.follow(place);
    if (item && !isObject(item.value)) this.#warn('path_invalid', place, 'This path item is not an object.');
    // Operations beside a `$ref` count where the item it leads to has none of that method.
    for (const owner of item?.value === place.value ? [place] : [...(item ? [item] : []), place])
      this.#readItem(path, owner, taken);
  }

  #readItem(path: string, item: Place, taken: Set<string>): void {
    const fields = objectOr(item.value);
    for (const method of METHODS) {
      if (fields[method] === undefined || taken.has(method.toUpperCase())) continue;
      taken.add(method.toUpperCase());
      this.#readMethod(method.toUpperCase(), path, { item, operation: below(item, method) });
    }
    const additional = below(item, 'additionalOperations');
    for (const method of Object.keys(objectOr(additional.value))) {
      const operation = below(additional, method);
      if (!METHOD.test(method))
        this.#warn('operation_invalid', operation, `${quote(method)} ${path} is left out: HTTP allows no such method.`);
      else if (taken.has(method))
        this.#warn('operation_duplicate', operation, `${method} ${path} is described twice; the first one counts.`);
      else this.#readMethod(method, path, { item, operation });
      taken.add(method);
    }
  }

  #readMethod(method: string, path: string, at: { readonly item: Place; readonly operation: Place }): void {
    this.total += 1;
    const fields = at.operation.value;
    if (!isObject(fields)) {
      this.#options.unreadable({ method, path, tags: [] });
      return this.#warn('operation_invalid', at.operation, `${method} ${path} is left out: it is not an object.`);
    }
    const operationId = textOf(fields['operationId']);
    const overrides = readOverrides({ root: this.#documents.root(), ...at }, this.#options.warnings);
    const head = {
      method,
      path,
      tags: stringsOf(fields['tags']),
      ...(operationId === undefined ? {} : { operationId }),
      ...(overrides ? { overrides } : {}),
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
    const context = this.#context;
    const body = readBody(below(at.operation, 'requestBody'), context, head);
    const security = this.#security.read(at.operation);
    const baseUrl = this.#server(at.operation) ?? this.#server(at.item) ?? this.baseUrl;
    const summary = textOf(fields['summary']) ?? textOf(objectOr(at.item.value)['summary']);
    const description = textOf(fields['description']) ?? textOf(objectOr(at.item.value)['description']);
    const responses = below(at.operation, 'responses');
    const answer = this.#options.answers ? readAnswers(responses, this.#documents) : undefined;
    return {
      ...head,
      pointer: printPlace(at.operation),
      deprecated: fields['deprecated'] === true,
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined ? {} : { description }),
      parameters: withoutCredentials(readParameters(head.path, at, context), security),
      ...(body ? { body } : {}),
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(security ? { security } : {}),
      produces: this.#produces(responses),
      ...(answer ? { answer } : {}),
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
    return this.#options.baseUrl ?? readServer(place, this.#documents, this.#options.serverVariables, this.#variables);
  }

  /** Without `servers` the server is `/` beside the document (OpenAPI 3.1 §4.8.1). */
  #defaultServer(): string | undefined {
    const url = baseOf(this.#documents);
    return url === undefined ? undefined : new URL(url).origin;
  }

  #warn(code: string, place: Place, message: string): void {
    this.#options.warnings.add(code, printPlace(place), message);
  }
}
