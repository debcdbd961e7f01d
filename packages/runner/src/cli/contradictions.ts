// Owns which options do not go together in a server.
import type { Fault, RunnerOptions } from '@mcpm/domain';

/** Every contradiction between options. */
export function contradictions(options: RunnerOptions): Fault[] {
  const faults: Fault[] = [];
  if (options.transport === 'sse' && options.endpoint === '/messages') {
    faults.push({
      pointer: '--endpoint',
      message: '"/messages" is where --transport sse takes posted messages; choose another path',
    });
  }
  if (options.metrics && options.transport === 'stdio') {
    faults.push({
      pointer: '--metrics',
      message: 'does not go with --transport stdio, which has no HTTP listener to serve them; --traces and --audit do',
    });
  }
  if (options.metrics && options.endpoint === '/metrics') {
    faults.push({ pointer: '--endpoint', message: '"/metrics" is where --metrics serves; choose another path' });
  }
  if (options.openapi !== '-') return faults;
  const against = (reason: string) => faults.push({ pointer: '--openapi', message: `"-" (standard input) ${reason}` });
  if (options.transport === 'stdio')
    against('does not go with --transport stdio, which needs standard input for the protocol');
  if (options.managed) against('does not go with --managed, which watches standard input for its end');
  if (options.autoRestart) against('does not go with --auto-restart: it can be read only once');
  if (options.watch) against('does not go with --watch: it never changes');
  return faults;
}
