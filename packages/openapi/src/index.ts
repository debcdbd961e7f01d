/** Compiles an OpenAPI document into tool plans, arguments into HTTP requests, answers into tool results. */
export { ArgumentError } from './argument-error.ts';
export { compileDocument, type CompileOptions } from './compile-document.ts';
export type { CompiledDocument, DocumentText } from './compiled-document.ts';
export { AddressClasses, plainHost } from './dial/address-class.ts';
export { DialRefusal } from './dial/dial-refusal.ts';
export { DialRules, type DialPolicy } from './dial/dial-rules.ts';
export { guardedLookup, systemResolver } from './dial/guarded-lookup.ts';
export { complaintOfOpening } from './dial/opening.ts';
export { DocumentError, type DocumentErrorCode } from './document-error.ts';
export { examineDocument, formatOverlay } from './doctor/doctor.ts';
export type { Examination, ExamineOptions } from './doctor/examine-document.ts';
export type { Finding, OverlayFix, Severity } from './doctor/finding.ts';
export { listingCost } from './doctor/listing-cost.ts';
export type { OverlayDocument } from './doctor/overlay-of.ts';
export type { JsonObjectSchema, JsonSchema } from './ir/schema/json-schema.ts';
export { parseSource, type DocumentSource } from './load/document-source.ts';
export { percentDecode } from './load/percent-decode.ts';
export { withoutUserinfo } from './load/userinfo.ts';
export type { SecurityAlternatives, SecurityScheme, TokenScheme } from './ir/operation.ts';
export { chooseSecurity } from './request/authorize.ts';
export { buildRequest, type HttpRequest } from './request/build-request.ts';
export { readJson } from './request/arguments/exact-number.ts';
export { argumentsToCheck, normalizeArguments } from './request/arguments/normalize-arguments.ts';
export type { LocalFile, RequestContext } from './request/request-context.ts';
export { wantedFiles } from './request/body/wanted-files.ts';
export type { CompileWarning } from './resolve/compile-warning.ts';
export { sequenceKind, type SequenceKind } from './ir/sequence-kind.ts';
export { boundText, roomForText, type AnswerBound, type BoundText, type ReadOn } from './response/bound-text.ts';
export type { HttpResponse } from './response/http-response.ts';
export { filterJson, type FilteredJson } from './response/json/filter-json.ts';
export { findPart, type FoundPart } from './response/json/json-path.ts';
export { sourceOf, type JsonSpan } from './response/json/json-span.ts';
export { parseCut } from './response/json/mend-cut.ts';
export { joinPages, type JoinedPages } from './response/pagination/join-pages.ts';
export { nextPage, type NextPage } from './response/pagination/next-page.ts';
export { readAnswer, type Answer, type TextAnswer } from './response/read-answer.ts';
export { pageEnds, pageOf, type TextPage } from './response/text-pages.ts';
export { statusLine } from './response/status-line.ts';
export { structuredContent } from './response/structured-answer.ts';
export { presentAnswer, toToolResult, type PresentedAnswer } from './response/to-tool-result.ts';
export { noteContents, textContent, type ToolContent, type ToolResult } from './response/tool-result.ts';
export {
  loadSearch,
  openSearch,
  OperationSearch,
  type FoundOperation,
  type OperationGroup,
  type SearchRequest,
} from './search/operation-search.ts';
export type { OperationDecision } from './tool/decision-log.ts';
export { estimateTokens } from './tokens/estimate-tokens.ts';
export type { OperationFilter } from './tool/operation-filter.ts';
export type { PlannedOperation, RequestPlan, ToolAnnotations, ToolPlan } from './tool/tool-plan.ts';
export type { CompileCache } from './stored/compile-cache.ts';
