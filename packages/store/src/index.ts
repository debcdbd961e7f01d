// The face of @mcpm/store: the promise, how to open it, and the key it seals with.
export { openStore, type StoreOptions } from './open-store.ts';
export { loadSecretKey } from './sealing/secret-key.ts';
export type {
  EventTable,
  HealthTable,
  LoginTable,
  MetricRow,
  MetricTable,
  NewToken,
  OperationTable,
  RunTable,
  ServerTable,
  Store,
  StoredServer,
  TokenTable,
} from './store.ts';
