// Owns what a child inherits: almost nothing, so that no secret of the host program leaks into it.

const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'] as const;

/** The environment of a child: PATH, HOME, LANG, TZ and TMPDIR of `host` where set, then `own`, which wins. */
export function childEnvironment(
  own: Readonly<Record<string, string>>,
  host: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = host[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...own };
}
