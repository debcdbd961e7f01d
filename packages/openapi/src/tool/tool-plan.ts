// The compiled form of one tool: what a client sees and how its arguments become a request.
import type { JsonObjectSchema } from '../ir/schema/json-schema.ts';
import type { Parameter, RequestBody, SecurityAlternatives } from '../ir/operation.ts';

/** MCP's hints about a tool (ToolAnnotations of the MCP specification). */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** The operation a tool was made from. */
export interface PlannedOperation {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** RFC 6901 pointer in the document. */
  readonly pointer: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
}

/** A parameter and the argument it is taken from. */
export type PlannedParameter = Omit<Parameter, 'description' | 'deprecated'> & { readonly argument: string };

/** A body and the argument it is taken from. */
export type PlannedBody = Omit<RequestBody, 'description'> & { readonly argument: string };

/** How arguments become a request; made by the compiler for `buildRequest`. */
export interface RequestPlan {
  readonly baseUrl?: string;
  readonly parameters: readonly PlannedParameter[];
  readonly body?: PlannedBody;
  /** Absent: the document says nothing of security. `[]`: nothing may be sent. */
  readonly security?: SecurityAlternatives;
  /** The `Accept` header. */
  readonly accept: string;
}

/** One MCP tool made from one operation. Plain data: it survives JSON. */
export interface ToolPlan {
  /** `^[A-Za-z][A-Za-z0-9_-]*$`, at most the name budget, unique without regard to case. */
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: JsonObjectSchema;
  /** Set on request. Accepts every object, so no answer is refused by it; what it says is for the model. */
  readonly outputSchema?: JsonObjectSchema;
  readonly annotations: ToolAnnotations;
  readonly operation: PlannedOperation;
  readonly request: RequestPlan;
}
