// Owns the list of what one running manager is made of.
import type { ProcessMetrics, ServerEvent } from '@mcpm/domain';
import type { LogBook } from '@mcpm/logs';
import type { DocumentInspector, Manager, SystemLog } from '@mcpm/manager';
import type { Monitor } from '@mcpm/monitor';
import type { Store } from '@mcpm/store';
import type { ProcessManager } from '@mcpm/supervisor';
import type { Configuration } from './env.ts';
import type { EventHub } from './event-hub.ts';
import type { LoginCodes } from './login-codes.ts';

/** Where the manager is in its life: `ready` is false until it listens and from the first sign of the end. */
export interface Life {
  ready: boolean;
  /** Where it listens, without a trailing slash. */
  url: string;
  readonly startedAt: Date;
  readonly version: string;
}

/** The parts of one running manager. */
export interface Parts {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly logs: LogBook;
  readonly monitor: Monitor;
  readonly processes: ProcessManager;
  readonly manager: Manager;
  readonly inspectDocument: DocumentInspector;
  readonly events: EventHub<ServerEvent>;
  readonly samples: EventHub<ProcessMetrics>;
  readonly codes: LoginCodes;
  readonly log: SystemLog;
  readonly life: Life;
}
