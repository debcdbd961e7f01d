/** Compiles an OpenAPI document into tool plans, arguments into HTTP requests, answers into tool results. */
export { ArgumentError } from './argument-error.ts';
export { compileDocument, type CompiledDocument, type CompileOptions } from './compile-document.ts';
export { DocumentError, type DocumentErrorCode } from './document-error.ts';
export type { JsonObjectSchema, JsonSchema } from './ir/json-schema.ts';
export { parseSource, type DocumentSource } from './load/document-source.ts';
export { buildRequest, type HttpRequest } from './request/build-request.ts';
export { normalizeArguments } from './request/normalize-arguments.ts';
export type { RequestContext } from './request/request-context.ts';
export type { CompileWarning } from './resolve/compile-warning.ts';
export { toToolResult, type HttpResponse, type ToolContent, type ToolResult } from './response/to-tool-result.ts';
export type { OperationDecision } from './tool/decision-log.ts';
export type { OperationFilter } from './tool/operation-filter.ts';
export type { PlannedOperation, RequestPlan, ToolAnnotations, ToolPlan } from './tool/tool-plan.ts';
