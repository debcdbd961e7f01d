// Makes tool plans of operations.
import type { Definitions } from '../ir/definitions.ts';
import type { JsonObjectSchema, JsonSchema } from '../ir/json-schema.ts';
import type { Operation, Parameter } from '../ir/operation.ts';
import { annotate } from './annotations.ts';
import { BODY_ARGUMENT, nameArguments } from './argument-names.ts';
import { describeBody, describeParameter, describeTool, titleOf } from './descriptions.ts';
import { nameTools } from './tool-names.ts';
import type { PlannedOperation, RequestPlan, ToolPlan } from './tool-plan.ts';

/** Room for what models read of a tool, in characters. */
export interface ToolBudgets {
  readonly names: number;
  readonly descriptions: number;
}

/** One plan for each operation, in their order. */
export function planTools(
  operations: readonly Operation[],
  definitions: Definitions,
  budgets: ToolBudgets,
): readonly ToolPlan[] {
  const names = nameTools(operations, budgets.names);
  return operations.map((operation, index) =>
    planTool(operation, definitions, { name: names[index]!, budget: budgets.descriptions }),
  );
}

function planTool(
  operation: Operation,
  definitions: Definitions,
  { name, budget }: { readonly name: string; readonly budget: number },
): ToolPlan {
  const keys = nameArguments(operation.parameters, operation.body !== undefined);
  const title = titleOf(operation);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    description: describeTool(operation, budget),
    inputSchema: inputSchema(operation, keys, definitions),
    ...(operation.answer ? { outputSchema: operation.answer } : {}),
    annotations: annotate(operation, title),
    operation: plannedOperation(operation),
    request: requestPlan(operation, keys),
  };
}

function inputSchema(operation: Operation, keys: readonly string[], definitions: Definitions): JsonObjectSchema {
  const properties: [string, JsonSchema][] = operation.parameters.map((parameter, index) => [
    keys[index]!,
    argumentSchema(parameter, keys[index]!),
  ]);
  const required = operation.parameters.flatMap((parameter, index) => (parameter.required ? [keys[index]!] : []));
  const { body } = operation;
  if (body) {
    const description = describeBody(body);
    properties.push([BODY_ARGUMENT, description === undefined ? body.schema : { ...body.schema, description }]);
    if (body.required) required.push(BODY_ARGUMENT);
  }
  const known = Object.fromEntries(properties);
  const definitionsNeeded = definitions.closure(known);
  return {
    type: 'object',
    properties: known,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...(definitionsNeeded ? { $defs: definitionsNeeded } : {}),
  };
}

function argumentSchema(parameter: Parameter, key: string): JsonSchema {
  const description = describeParameter(parameter, key);
  return {
    ...parameter.schema,
    ...(description === undefined ? {} : { description }),
    ...(parameter.deprecated ? { deprecated: true } : {}),
  };
}

function plannedOperation(operation: Operation): PlannedOperation {
  const { method, path, operationId, pointer, tags, deprecated } = operation;
  return { method, path, ...(operationId === undefined ? {} : { operationId }), pointer, tags, deprecated };
}

function requestPlan(operation: Operation, keys: readonly string[]): RequestPlan {
  const { body, baseUrl, security } = operation;
  const { description: _text, ...bodyPlan } = body ?? {};
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    parameters: operation.parameters.map(
      ({ description: _description, deprecated: _deprecated, ...parameter }, index) => ({
        ...parameter,
        argument: keys[index]!,
      }),
    ),
    ...(body ? { body: { ...(bodyPlan as Omit<typeof body, 'description'>), argument: BODY_ARGUMENT } } : {}),
    ...(security ? { security } : {}),
    accept: acceptHeader(operation.produces),
  };
}

/** What the successful answers are, JSON first; anything else is welcome too. */
function acceptHeader(produces: readonly string[]): string {
  const types = produces.filter((mediaType) => /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+/.test(mediaType) && mediaType !== '*/*');
  const sorted = [...types.filter((type) => type.includes('json')), ...types.filter((type) => !type.includes('json'))];
  return sorted.length === 0 ? '*/*' : `${sorted.slice(0, 5).join(', ')}, */*;q=0.1`;
}
