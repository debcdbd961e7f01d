// Owns what accompanies a call on its way to the upstream.

/** How far a long answer is. */
export interface AnswerProgress {
  /** Bytes of the answer so far. */
  readonly bytes: number;
  /** One line for people: the newest event, or how much has come. */
  readonly message: string;
}

/** What a call is made with besides its arguments. */
export interface SendContext {
  /** Aborts the request. */
  readonly signal: AbortSignal;
  /** Told while a long answer is coming in. Absent when the client asked for no progress. */
  readonly onProgress?: (progress: AnswerProgress) => void;
}
