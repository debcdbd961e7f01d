// Names the three tools of lazy serving so that none of them hides an operation.

/** The names of the three tools. */
export interface LazyNames {
  readonly search: string;
  readonly describe: string;
  readonly call: string;
}

/** `search_operations`, `describe_operation` and `call_operation`; where a document has a tool of one of these names, all three with the first prefix that keeps clear of it. */
export function nameLazyTools(taken: readonly string[]): LazyNames {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 0; ; number += 1) {
    const prefix = number === 0 ? '' : number === 1 ? 'mcpm_' : `mcpm${number}_`;
    const names: LazyNames = {
      search: `${prefix}search_operations`,
      describe: `${prefix}describe_operation`,
      call: `${prefix}call_operation`,
    };
    if (!Object.values(names).some((name: string) => known.has(name))) return names;
  }
}
