// Owns what the API is told when it is made.
import type { ApiServices } from './services.ts';

/** Services, and how the door is kept. */
export interface ApiOptions {
  readonly services: ApiServices;
  /** Host names (with or without a port) beside 127.0.0.1, localhost and [::1]. */
  readonly allowedHosts: readonly string[];
  /** Browser origins beside the request's own host. */
  readonly allowedOrigins: readonly string[];
  /** Version of mcpm, for the OpenAPI document. */
  readonly version: string;
  /** Bytes of a request body, large enough for inline documents. Default 8 MiB. */
  readonly maxBodyBytes?: number;
  /** Sends the login cookie over HTTPS only. Default false. */
  readonly secureCookie?: boolean;
  /** Demands a viewer for `/metrics` from this machine too. Default false. */
  readonly metricsNeedToken?: boolean;
  /** Milliseconds between two heartbeats of the stream. Default 15,000. */
  readonly heartbeatMs?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}
