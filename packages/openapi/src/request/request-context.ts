// What the caller of a request adds to its plan.

/** What the caller adds to the plan. */
export interface RequestContext {
  /** Takes the place of the plan's server URL. */
  readonly baseUrl?: string;
  /** Bearer token for the upstream: satisfies bearer, OAuth2 and OpenID Connect schemes that have no credential of their own. */
  readonly authToken?: string;
  /** Sent with every request; stronger than what arguments or security would set. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Credentials by security scheme name: the key, `user:password` for basic, the token for everything else. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Whether the connection shows a client certificate; satisfies mutual TLS. Default false. */
  readonly clientCertificate?: boolean;
  /** Local files by the path or `file:` URI they are given as in the arguments; see `wantedFiles`. Default: none may be given. */
  readonly files?: ReadonlyMap<string, LocalFile>;
}

/** A local file, read. */
export interface LocalFile {
  readonly bytes: Uint8Array;
  readonly filename: string;
  /** By its name; absent if the name tells nothing. */
  readonly contentType?: string;
}
