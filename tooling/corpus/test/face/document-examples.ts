// Finds the examples of answers that real documents give.

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: object;
}

/** Every example of an answer in a document (JSON), by the pointer of its operation; references within the document are followed, and those that lead nowhere give none. */
export function examplesIn(text: string): ReadonlyMap<string, readonly unknown[]> {
  const { paths, components }: Document = JSON.parse(text);
  const follow = (value: unknown): Record<string, unknown> => {
    const reference = Object(value).$ref;
    if (typeof reference !== 'string') return Object(value);
    return reference
      .slice(2)
      .split('/')
      .reduce<Record<string, unknown>>((at, step) => Object(at[step.replaceAll('~1', '/')]), { components });
  };
  const examplesOf = (operation: unknown): readonly unknown[] =>
    Object.values(Object(Object(operation).responses)).flatMap((response) =>
      Object.values(Object(follow(response)['content'])).flatMap((media) => {
        const { example, examples = {} }: Media = Object(media);
        const named = Object.values(examples).map((each) => follow(each)['value']);
        return [example, ...named].filter((each) => each !== undefined);
      }),
    );
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [
        `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`,
        examplesOf(operation),
      ]),
    ),
  );
}
