// Owns the passes: every case is called over each transport, in each era the transport has, and through each face of the list.

/** One way to call all cases. */
export interface Pass {
  readonly name: string;
  readonly transport: 'stdio' | 'sse' | 'streamable';
  readonly era: 'legacy' | 'modern';
  /** `list`: a tool for each operation, with output schemas; `bare`: without; `lazy`: through `call_operation`. */
  readonly face: 'list' | 'bare' | 'lazy';
}

/** Every pass; the first one also looks at the tools themselves. */
export const PASSES: readonly Pass[] = [
  { name: 'stdio', transport: 'stdio', era: 'modern', face: 'list' },
  { name: 'stdio (legacy)', transport: 'stdio', era: 'legacy', face: 'list' },
  { name: 'sse', transport: 'sse', era: 'legacy', face: 'list' },
  { name: 'streamable', transport: 'streamable', era: 'modern', face: 'list' },
  { name: 'streamable (legacy)', transport: 'streamable', era: 'legacy', face: 'list' },
  { name: 'without output schemas', transport: 'stdio', era: 'modern', face: 'bare' },
  { name: 'lazy', transport: 'stdio', era: 'modern', face: 'lazy' },
];

/** Arguments of the runner for a pass. */
export function argumentsOf({ transport, face }: Pass): readonly string[] {
  return [
    ...(transport === 'stdio' ? [] : ['--transport', transport, '--port', '0']),
    ...(face === 'bare' ? [] : ['--output-schemas']),
    '--lazy',
    face === 'lazy' ? 'always' : 'never',
  ];
}
