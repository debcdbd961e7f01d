// Owns the variable each run inherits to all it starts, by which descendants are found that left its group and its ancestry.
//
//   MCPM_RUN="<supervisor>.<number>"                      ends with its supervisor
//   MCPM_RUN="keep.<supervisor>.<number>"                 outlives it
//   MCPM_RUN="<outer>.<number> <inner>.<number>"          of a supervisor that is itself a run of another one

/** The variable. */
export const MARKER_VARIABLE = 'MCPM_RUN';

const KEEP = 'keep.';

/** One run among all of all supervisors. */
export interface MarkedRun {
  /** A UUID drawn by the supervisor. */
  readonly supervisor: string;
  /** Counts the runs of this supervisor. */
  readonly number: number;
  /** Whether it outlives its supervisor. */
  readonly survive: boolean;
}

/** The marker of a run. */
export function runMarker({ supervisor, number, survive }: MarkedRun): string {
  return `${survive ? KEEP : ''}${supervisor}.${number}`;
}

/** What the markers of all runs of a supervisor that end with it begin with. */
export function markerPrefix(supervisor: string): string {
  return `${supervisor}.`;
}

/** Whether a run with this marker outlives its supervisor. */
export function isKept(marker: string): boolean {
  return marker.startsWith(KEEP);
}

/** The value of the variable for a run. `inherited` is the supervisor's own, when it is a run itself. */
export function markerValue(marker: string, inherited: string | undefined): string {
  return inherited ? `${inherited} ${marker}` : marker;
}

/** The markers in an environment as /proc shows it; none when the program has cleared or overwritten it. */
export function markersIn(environment: Buffer): readonly string[] {
  const assignment = `${MARKER_VARIABLE}=`;
  for (const variable of environment.toString('latin1').split('\0'))
    if (variable.startsWith(assignment)) return variable.slice(assignment.length).split(' ');
  return [];
}

/** Whether one of these is the marker sought; one that ends with a dot stands for all that begin with it. */
export function hasMarker(markers: readonly string[], sought: string): boolean {
  return sought.endsWith('.') ? markers.some((marker) => marker.startsWith(sought)) : markers.includes(sought);
}
