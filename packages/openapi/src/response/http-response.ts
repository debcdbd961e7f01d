// The answer of an upstream as this package takes it.

/** An answer of the upstream; header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body was cut by the reader. */
  readonly truncated?: boolean;
  /** What is to be said of how the answer came, one sentence each. */
  readonly notes?: readonly string[];
}
