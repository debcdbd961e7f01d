// The face of @mcpm/manager: the verbs on servers, and the ports they need.
export { createManager, type Manager, type ManagerOptions } from './create-manager.ts';
export { type DocumentChoice, type DocumentSummary } from './document-summary.ts';
export { clientGuide, commandGuide, type ClientGuide, type ClientName, type CommandGuide } from './guides.ts';
export {
  type DefinitionStore,
  type DocumentFiles,
  type DocumentInspector,
  type EventStore,
  type FigureSource,
  type ProcessPort,
  type StoredServer,
  type SystemLog,
} from './ports.ts';
export { previewDocument } from './preview-document.ts';
export { reconcile, type Action } from './reconcile.ts';
export { secretValues } from './secrets.ts';
export { ServerLifecycle, type WaitOptions } from './server-lifecycle.ts';
export { ServerManager, type UpdateOutcome } from './server-manager.ts';
export { type ServerChange } from './server-registry.ts';
export { type ManagerSettings, type SandboxSettings } from './settings.ts';
