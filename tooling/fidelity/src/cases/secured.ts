// Owns the building of one case about security, and what such cases share.
import type { CaseAnswer, ExpectedRequest, ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

/** An operation with its security, and what is sent. */
export interface Secured {
  readonly says: string;
  /** The operation's `security`; absent: the document's. */
  readonly security?: Json;
  readonly operation?: JsonObject;
  readonly item?: JsonObject;
  readonly args?: JsonObject;
  readonly answers?: readonly CaseAnswer[];
  readonly requests: readonly ExpectedRequest[];
  readonly result?: ExpectedResult;
  readonly times?: number;
  readonly atOnce?: number;
}

/** The case of an operation in the document that has all schemes. */
export function secured(id: string, { security, operation = {}, args = {}, ...parts }: Secured): FidelityCase {
  return {
    id: `credential/${id}`,
    fixture: 'credentials',
    operation: { ...operation, ...(security === undefined ? {} : { security }) },
    args,
    ...parts,
  };
}

/** No credential that the fixture knows. */
export const NONE = { 'x-api-key': null, authorization: null, cookie: null } as const;

/** An answer of the API itself. */
export const OK: CaseAnswer = { headers: { 'Content-Type': 'application/json' }, body: '{"ok":true}' };
