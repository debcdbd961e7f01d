// Owns the translation of any error into a problem (RFC 9457); what is no named failure tells nothing of itself.
import { McpmError, type ErrorCode, type Problem } from '@mcpm/domain';

/** Media type of a problem. */
export const PROBLEM_TYPE = 'application/problem+json';

const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
};

/** The error as a named failure; `undefined` when it is a bug. */
export function namedFailureOf(error: unknown): McpmError | undefined {
  if (error instanceof McpmError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  const known = typeof code === 'string' ? frameworkCodes[code] : undefined;
  if (known !== undefined) return new McpmError(known, sentence(error.message), { cause: error });
  // Of the framework's own errors only those that blame the request carry a status below 500.
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return new McpmError('malformed_request', sentence(error.message), { cause: error });
}

/** The body of the answer to an error. */
export function problemOf(error: unknown, requestId: string): Problem {
  const failure =
    namedFailureOf(error) ?? new McpmError('internal_error', 'Something unexpected happened inside mcpm.');
  const { code, title, status, next, message, faults } = failure;
  const problem: Problem = { type: `urn:mcpm:error:${code}`, title, status, detail: message, code, next, requestId };
  if (faults.length > 0) problem.errors = faults.map(({ pointer, message: text }) => ({ pointer, message: text }));
  return problem;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
