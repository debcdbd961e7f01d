// Owns the building of one case about an answer: what the upstream sends, and the result it becomes.
import type { CaseAnswer, ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';

/** An answer, and what is said of it. */
export interface Answered {
  readonly says: string;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: CaseAnswer['headers'];
  readonly status?: number;
  readonly chunks?: readonly string[];
  readonly result: ExpectedResult;
  /** The schema of 200, as JSON. */
  readonly schema?: Json;
}

/** The case of an answer; its operation has no parameters. */
export function answer(
  id: string,
  { says, type, body, headers, status, chunks, result, schema }: Answered,
): FidelityCase {
  const described: JsonObject =
    schema === undefined
      ? {}
      : { responses: { 200: { description: 'Done', content: { 'application/json': { schema } } } } };
  return {
    id: `answer/${id}`,
    says,
    fixture: 'answers',
    operation: described,
    args: {},
    answers: [
      {
        headers: { ...(type === undefined ? {} : { 'Content-Type': type }), ...headers },
        ...(status === undefined ? {} : { status }),
        ...(body === undefined ? {} : { body }),
        ...(chunks === undefined ? {} : { chunks }),
      },
    ],
    result,
  };
}
