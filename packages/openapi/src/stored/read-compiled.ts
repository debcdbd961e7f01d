// Reads the stored form of a compiled document; a plan is parsed when somebody asks for it.
import { FactSheet, type CompiledDocument } from '../compiled-document.ts';
import type { JsonObjectSchema, JsonSchema } from '../ir/schema/json-schema.ts';
import { isObject } from '../load/json-object.ts';
import type { OperationDecision } from '../tool/decision-log.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { STORED_FORMAT, type DefinitionNumbers, type Span, type StoredHeader } from './stored-form.ts';

/** Longest header line, in bytes; more than that is no header. */
const MAX_HEADER = 64 * 1024 * 1024;

/** The document that `writeCompiled` wrote, or `undefined` if the bytes are of another version, cut off or something else. */
export function readCompiled(bytes: Uint8Array): CompiledDocument | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.subarray(0, MAX_HEADER).indexOf('\n');
  if (end === -1) return undefined;
  const header = parseHeader(buffer.toString('utf8', 0, end));
  const body = buffer.subarray(end + 1);
  return header === undefined || body.byteLength !== header.length ? undefined : new StoredDocument(header, body);
}

function parseHeader(line: string): StoredHeader | undefined {
  try {
    const header: unknown = JSON.parse(line);
    // The format number vouches for the rest: nobody else writes it.
    return isObject(header) && header['mcpmCompiled'] === STORED_FORMAT
      ? (header as unknown as StoredHeader)
      : undefined;
  } catch {
    // Cut off, or not ours.
    return undefined;
  }
}

class StoredDocument extends FactSheet implements CompiledDocument {
  readonly names: readonly string[];
  readonly #header: StoredHeader;
  readonly #body: Buffer;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #plans: ToolPlan[] = [];
  readonly #definitions: JsonSchema[] = [];

  constructor(header: StoredHeader, body: Buffer) {
    super(header.facts);
    this.names = header.names;
    this.#header = header;
    this.#body = body;
    this.#indexes = new Map(header.names.map((name, index) => [name, index]));
  }

  get plans(): readonly ToolPlan[] {
    return this.names.map((_, index) => this.#plan(index));
  }

  get decisions(): readonly OperationDecision[] {
    return this.#parse(this.#header.decisions) as readonly OperationDecision[];
  }

  find(name: string): ToolPlan | undefined {
    const index = this.#indexes.get(name);
    return index === undefined ? undefined : this.#plan(index);
  }

  #plan(index: number): ToolPlan {
    const known = this.#plans[index];
    if (known) return known;
    const stored = this.#parse(this.#header.plans[index]!) as ToolPlan;
    const plan: ToolPlan = {
      ...stored,
      inputSchema: this.#schema(stored.inputSchema),
      ...(stored.outputSchema === undefined ? {} : { outputSchema: this.#schema(stored.outputSchema) }),
    };
    this.#plans[index] = plan;
    return plan;
  }

  #schema(stored: JsonObjectSchema): JsonObjectSchema {
    if (stored.$defs === undefined) return stored;
    const numbers = Object.entries(stored.$defs as unknown as DefinitionNumbers);
    return { ...stored, $defs: Object.fromEntries(numbers.map(([name, number]) => [name, this.#definition(number)])) };
  }

  #definition(number: number): JsonSchema {
    return (this.#definitions[number] ??= this.#parse(this.#header.definitions[number]!) as JsonSchema);
  }

  /** What stands there is what `writeCompiled` wrote. */
  #parse([start, end]: Span): unknown {
    return JSON.parse(this.#body.toString('utf8', start, end));
  }
}
