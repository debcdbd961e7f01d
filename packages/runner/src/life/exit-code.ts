// Owns which exit code a named failure leaves with.
import { ExitCode, McpmError, type ErrorCode } from '@mcpm/domain';

const CODES: Partial<Record<ErrorCode, number>> = {
  usage_invalid: ExitCode.usage,
  configuration_invalid: ExitCode.configuration,
  document_unusable: ExitCode.documentUnusable,
  document_unreachable: ExitCode.documentUnreachable,
  port_in_use: ExitCode.portInUse,
};

/** The exit code for an error; whatever has no name is a bug. */
export function exitCodeOf(error: unknown): number {
  return (error instanceof McpmError ? CODES[error.code] : undefined) ?? ExitCode.bug;
}
