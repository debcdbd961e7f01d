// Makes tool plans of operations.
import type { Definitions } from '../ir/schema/definitions.ts';
import type { JsonObjectSchema, JsonSchema } from '../ir/schema/json-schema.ts';
import type { Operation } from '../ir/operation.ts';
import { annotate } from './annotations.ts';
import { BODY_ARGUMENT, nameArguments } from './argument-names.ts';
import { describeBody, describeTool, titleOf } from './descriptions.ts';
import { ArgumentPlanner, type PlannedArgument } from './plan-arguments.ts';
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
  const planner = new ArgumentPlanner();
  return operations.map((operation, index) => {
    const keys = nameArguments(operation.parameters, operation.body !== undefined);
    return planTool(operation, definitions, {
      name: names[index]!,
      budget: budgets.descriptions,
      arguments: operation.parameters.map((parameter, place) => planner.plan(parameter, keys[place]!)),
    });
  });
}

function planTool(
  operation: Operation,
  definitions: Definitions,
  {
    name,
    budget,
    arguments: planned,
  }: { readonly name: string; readonly budget: number; readonly arguments: readonly PlannedArgument[] },
): ToolPlan {
  const title = titleOf(operation);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    description: describeTool(operation, budget),
    inputSchema: inputSchema(operation, planned, definitions),
    ...(operation.answer ? { outputSchema: operation.answer } : {}),
    annotations: annotate(operation, title),
    operation: plannedOperation(operation),
    request: requestPlan(operation, planned),
  };
}

function inputSchema(
  operation: Operation,
  planned: readonly PlannedArgument[],
  definitions: Definitions,
): JsonObjectSchema {
  const properties = planned.map(({ parameter, schema }): [string, JsonSchema] => [parameter.argument, schema]);
  const required = planned.flatMap(({ parameter }) => (parameter.required ? [parameter.argument] : []));
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

function plannedOperation(operation: Operation): PlannedOperation {
  const { method, path, operationId, pointer, tags, deprecated } = operation;
  return { method, path, ...(operationId === undefined ? {} : { operationId }), pointer, tags, deprecated };
}

function requestPlan(operation: Operation, planned: readonly PlannedArgument[]): RequestPlan {
  const { body, baseUrl, security } = operation;
  const { description: _text, ...bodyPlan } = body ?? {};
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    parameters: planned.map(({ parameter }) => parameter),
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
