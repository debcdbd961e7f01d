// Owns logs, events and operations in memory.
import type { LogLine, LogQuery, Operation, ServerEvent } from '@mcpm/domain';
import type { EventService, LogService, OperationService } from '../../src/index.ts';
import { Listeners } from './listeners.ts';

const AT = '2026-01-02T03:04:05.000Z';

type Conditions = Partial<Pick<LogQuery, 'processId' | 'category' | 'stream' | 'level' | 'q' | 'after'>>;

function fits(line: LogLine, { processId, category, stream, level, q, after }: Conditions): boolean {
  return (
    (processId === undefined || line.processId === processId) &&
    (category === undefined || line.category === category) &&
    (stream === undefined || line.stream === stream) &&
    (level === undefined || line.level === level) &&
    (q === undefined || line.text.includes(q)) &&
    (after === undefined || line.seq > after)
  );
}

/** A log book in memory. */
export class FakeLogs implements LogService {
  readonly lines: LogLine[] = [];
  readonly listeners = new Listeners<readonly LogLine[]>();
  /** Makes queries fail. */
  broken = false;

  async query(query: LogQuery): Promise<readonly LogLine[]> {
    if (this.broken) throw new Error('the disk is gone');
    return this.lines.filter((line) => fits(line, query)).slice(-query.tail);
  }

  follow(listener: (lines: readonly LogLine[]) => void, filter: Conditions = {}): () => void {
    return this.listeners.add((lines) => {
      const fitting = lines.filter((line) => fits(line, filter));
      if (fitting.length > 0) listener(fitting);
    });
  }

  write(line: Omit<LogLine, 'seq' | 'at'>): void {
    this.add([line]);
  }

  /** Writes lines as one batch. */
  add(lines: readonly Omit<LogLine, 'seq' | 'at'>[]): void {
    const batch = lines.map((line, index) => ({ ...line, seq: this.lines.length + index + 1, at: AT }));
    this.lines.push(...batch);
    this.listeners.tell(batch);
  }

  /** A line a process wrote. */
  say(processId: string, text: string): void {
    this.add([{ category: 'process', stream: 'stderr', processId, text }]);
  }
}

/** Events in memory. */
export class FakeEvents implements EventService {
  readonly events: ServerEvent[] = [];
  readonly listeners = new Listeners<ServerEvent>();
  readonly subscribe = this.listeners.add;

  async since(seq: number, limit: number): Promise<readonly ServerEvent[]> {
    return this.events.filter((event) => event.seq > seq).slice(0, limit);
  }

  /** Something happens to a server. */
  happen(serverId: string, type: string): void {
    const seq = this.events.length + 1;
    const event = { seq, at: AT, serverId, serverName: serverId, type, detail: `It is ${type}.` };
    this.events.push(event);
    this.listeners.tell(event);
  }
}

/** Operations in memory. */
export class FakeOperations implements OperationService {
  readonly operations: Operation[] = [];
  /** Makes keeping fail. */
  broken = false;

  async append(operation: Omit<Operation, 'seq'>): Promise<Operation> {
    if (this.broken) throw new Error('the database is gone');
    const kept = { ...operation, seq: this.operations.length + 1 };
    this.operations.push(kept);
    return kept;
  }

  async latest(limit: number): Promise<readonly Operation[]> {
    return this.operations.slice(-limit).reverse();
  }
}
