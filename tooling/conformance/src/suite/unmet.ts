// Owns what of the conformance suite a server made from an OpenAPI document does not meet, and why. Data; nothing is excused without a sentence.
import type { Revision } from './run-suite.ts';

/** Checks that fail for one reason. */
export interface Unmet {
  readonly reason: string;
  /** Where they are run; both if left out. */
  readonly revision?: Revision;
  /** A scenario with all that fails in it, or `scenario:check`. */
  readonly checks: readonly string[];
}

const ASKS_NOTHING =
  'The server asks its client for nothing: no OpenAPI operation means a question to the user, to a model, or for folders.';

/** Every failure that is expected. */
export const UNMET: readonly Unmet[] = [
  {
    reason: ASKS_NOTHING,
    revision: '2025-11-25',
    checks: [
      'tools-call-sampling',
      'tools-call-elicitation',
      'elicitation-sep1034-defaults',
      'elicitation-sep1330-enums',
    ],
  },
  {
    reason: ASKS_NOTHING,
    revision: '2026-07-28',
    checks: [
      'input-required-result-basic-elicitation',
      'input-required-result-basic-sampling',
      'input-required-result-basic-list-roots',
      'input-required-result-request-state',
      'input-required-result-multiple-input-requests',
      'input-required-result-multi-round',
      'input-required-result-non-tool-request',
      'input-required-result-result-type',
      'input-required-result-tampered-state',
      'input-required-result-capability-check',
    ],
  },
  {
    reason: 'No tool needs a capability of its client, so none can be refused for want of it.',
    revision: '2026-07-28',
    checks: [
      'server-stateless:sep-2575-server-rejects-undeclared-capability',
      'server-stateless:sep-2575-missing-capability-http-400',
    ],
  },
  {
    reason: 'An OpenAPI document describes no prompts; the list of them is empty.',
    checks: ['prompts-get-simple', 'prompts-get-with-args', 'prompts-get-embedded-resource', 'prompts-get-with-image'],
  },
  {
    reason:
      'Resources are the document and saved answers, at addresses of the server; those of the fixture are not among them.',
    checks: ['resources-read-text', 'resources-read-binary', 'resources-templates-read'],
  },
  {
    reason:
      'An HTTP answer becomes one content block beside notes; a multipart answer stays one resource with its bytes.',
    checks: ['tools-call-mixed-content'],
  },
  {
    reason:
      'Input schemas are rewritten into what every client takes: no root combinators, references inlined, no conditions (not required by any revision).',
    checks: ['json-schema-2020-12'],
  },
  {
    reason: 'No argument asks for a header of its own by x-mcp-header (not required by any revision).',
    revision: '2026-07-28',
    checks: ['http-custom-header-server-validation'],
  },
];
