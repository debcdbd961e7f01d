// Owns what is known of a request that arrived: what the judges read, and the origins write.
import type { UpstreamRequest } from '@mcpm/test-kit';

/** A request and the origin it arrived at. */
export interface RecordedRequest extends UpstreamRequest {
  readonly host: 'origin' | 'other';
}
