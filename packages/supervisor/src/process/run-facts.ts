// Owns what a managed child told about itself during one run.
import type { ChildMessage, Latency, Sandbox } from '@mcpm/domain';

/** The sum of a run's messages. */
export interface RunFacts {
  readonly port?: number;
  readonly endpoint?: string;
  readonly tools?: number;
  readonly sandbox?: Sandbox;
  readonly connections?: number;
  readonly eventLoopDelayMs?: number;
  readonly calls?: number;
  readonly errors?: number;
  readonly latency?: Latency;
}

/** The facts after one more message. */
export function absorb(facts: RunFacts, message: ChildMessage): RunFacts {
  switch (message.type) {
    case 'ready': {
      const { port, endpoint, tools, sandbox } = message;
      return {
        ...facts,
        tools,
        ...(port === undefined ? {} : { port }),
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(sandbox === undefined ? {} : { sandbox }),
      };
    }
    case 'health':
      return { ...facts, connections: message.connections, eventLoopDelayMs: message.eventLoopDelayMs };
    case 'stats': {
      const { calls, errors, connections, latency } = message;
      return { ...facts, calls, errors, connections, ...(latency === undefined ? {} : { latency }) };
    }
    case 'tools-changed':
      return { ...facts, tools: message.tools };
    case 'failed':
      return facts;
  }
}
