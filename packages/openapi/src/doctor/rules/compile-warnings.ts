// Turns what the compiler warned of into findings.
import type { CompileWarning } from '../../resolve/compile-warning.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import type { Finding, Severity } from '../finding.ts';

/** What is lost where a warning is not just an inconvenience, and what is none at all. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  no_operations: 'error',
  operation_invalid: 'error',
  path_invalid: 'error',
  reference_circular: 'error',
  reference_unresolved: 'error',
  reference_unreachable: 'error',
  reference_external: 'error',
  security_scheme_unknown: 'error',
  server_missing: 'error',
  definitions_cut: 'note',
  enum_cut: 'note',
  header_reserved: 'note',
  schema_too_deep: 'note',
};

const ADVICE: Readonly<Record<string, string>> = {
  definitions_cut: 'Leave parts of the body out, or describe it more simply.',
  duplicate_key: 'Remove one of them; which one was meant only its author knows.',
  enum_cut: 'Nothing needs to be done; the rest is accepted, too.',
  header_reserved: 'Remove the parameters.',
  operation_invalid: 'Mend the operation at this place, or it stays left out.',
  overlay_unmatched: 'Adapt the target of the action to the document, or remove the action.',
  reference_external: 'Follow it with --external-refs, or put the text into the document.',
  reference_unresolved: 'Correct the reference, or add what it refers to.',
  reference_unreachable: 'Check the address, or put the text into the document.',
  server_variable_missing: 'Give the variable a default, or a value with --server-variable.',
  style_undefined: 'Choose a style that the specification defines for this value.',
  x_mcp_invalid: 'Correct the field; what is not understood is ignored.',
};

/** What only those who wrote the document can mend. */
export function examineWarnings({ compiled }: ExaminedDocument): readonly Finding[] {
  return compiled.warnings.map(({ code, message, pointer }: CompileWarning) => ({
    code,
    severity: SEVERITIES[code] ?? 'warning',
    pointer,
    message,
    advice: ADVICE[code] ?? 'Correct the document at this place.',
  }));
}
