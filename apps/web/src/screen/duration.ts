// Owns how long something lasts, in the two largest units that say something.

/** A number of one unit. */
export interface DurationPart {
  readonly value: number;
  readonly unit: 'day' | 'hour' | 'minute' | 'second';
}

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;

/** The two largest units of `ms` milliseconds; less than a second is 0 seconds. */
export function durationParts(ms: number): DurationPart[] {
  const first = units.findIndex((unit) => ms >= unit.ms);
  if (first === -1) return [{ value: 0, unit: 'second' }];
  let rest = ms;
  const parts = units.slice(first, first + 2).map(({ unit, ms: length }) => {
    const value = Math.floor(rest / length);
    rest -= value * length;
    return { value, unit };
  });
  return parts.filter((part, index) => index === 0 || part.value > 0);
}
