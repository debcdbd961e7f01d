// The face of @mcpm/monitor: what was measured.
export { parseDuration } from './duration.ts';
export { Monitor, type MonitorOptions } from './monitor.ts';
export type { ServerState } from './prometheus/server-rows.ts';
export type { RollupRow, RollupStore } from './rollup-store.ts';
