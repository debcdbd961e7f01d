// What the caller of a request adds to its plan.

/** What the caller adds to the plan. */
export interface RequestContext {
  /** Takes the place of the plan's server URL. */
  readonly baseUrl?: string;
  /** Bearer token for the upstream: satisfies bearer, OAuth2 and OpenID Connect schemes. */
  readonly authToken?: string;
  /** Sent with every request; stronger than what arguments or security would set. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Credentials by security scheme name; `user:password` for basic. */
  readonly credentials?: Readonly<Record<string, string>>;
}
