// Owns the reading of durations such as `15m`.
import { McpmError } from '@mcpm/domain';

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a whole number from 1 on and `s`, `m`, `h` or `d`. Throws `validation_failed` for any other text; the pointer says where
 * the text stood.
 */
export function parseDuration(text: string, pointer = ''): number {
  const [, count, unit] = /^(\d{1,4})([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  const message = `"${text}" is no duration; write a number from 1 on and s, m, h or d, such as 15m.`;
  throw new McpmError('validation_failed', message, { faults: [{ pointer, message }] });
}
