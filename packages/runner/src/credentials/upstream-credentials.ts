// Owns what each request of an upstream is authorized with.
import type { RequestContext, ToolPlan } from '@mcpm/openapi';

/** Hands out the credentials of requests. */
export class UpstreamCredentials {
  readonly #context: RequestContext;

  constructor(context: RequestContext) {
    this.#context = context;
  }

  /** What a request of this plan is sent with. */
  contextFor(_plan: ToolPlan, _signal: AbortSignal): Promise<RequestContext> {
    return Promise.resolve(this.#context);
  }
}
