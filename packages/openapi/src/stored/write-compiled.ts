// Writes a compiled document in its stored form; definitions that plans share are written once.
import type { CompiledDocument } from '../compiled-document.ts';
import type { JsonObjectSchema, JsonSchema } from '../ir/schema/json-schema.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { STORED_FORMAT, type Span, type StoredHeader } from './stored-form.ts';

/** The bytes of a document; `readCompiled` makes an equal document of them. */
export function writeCompiled(document: CompiledDocument): Uint8Array {
  const { decisions, names, title, version, description, openapi, digest, baseUrl, operations, warnings, texts } =
    document;
  const body = new Body();
  const pool = new DefinitionPool(body);
  const plans = document.plans.map((plan) => body.add(storedPlan(plan, pool)));
  const header: StoredHeader = {
    mcpmCompiled: STORED_FORMAT,
    facts: {
      title,
      version,
      ...(description === undefined ? {} : { description }),
      openapi,
      digest,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      operations,
      warnings,
      texts,
    },
    names,
    plans,
    definitions: pool.spans,
    decisions: body.add(decisions),
    length: 0,
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, length: body.length })}\n`), ...body.chunks]);
}

/** JSON texts one after the other. */
class Body {
  readonly chunks: Buffer[] = [];
  length = 0;

  add(value: unknown): Span {
    const chunk = Buffer.from(JSON.stringify(value));
    const start = this.length;
    this.chunks.push(chunk);
    this.length += chunk.byteLength;
    return [start, this.length];
  }
}

/** Numbers definitions by their identity. */
class DefinitionPool {
  readonly spans: Span[] = [];
  readonly #body: Body;
  readonly #numbers = new Map<JsonSchema, number>();

  constructor(body: Body) {
    this.#body = body;
  }

  number(definition: JsonSchema): number {
    const known = this.#numbers.get(definition);
    if (known !== undefined) return known;
    const number = this.spans.push(this.#body.add(definition)) - 1;
    this.#numbers.set(definition, number);
    return number;
  }
}

function storedPlan(plan: ToolPlan, pool: DefinitionPool): unknown {
  return {
    ...plan,
    inputSchema: storedSchema(plan.inputSchema, pool),
    ...(plan.outputSchema === undefined ? {} : { outputSchema: storedSchema(plan.outputSchema, pool) }),
  };
}

function storedSchema(schema: JsonObjectSchema, pool: DefinitionPool): unknown {
  if (schema.$defs === undefined) return schema;
  const numbers = Object.entries(schema.$defs).map(([name, definition]) => [name, pool.number(definition)]);
  return { ...schema, $defs: Object.fromEntries(numbers) };
}
