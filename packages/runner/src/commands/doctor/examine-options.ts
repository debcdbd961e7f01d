// Owns how the options of a server say what is examined.
import type { RunnerOptions } from '@mcpm/domain';
import { parseSource, type DocumentSource, type ExamineOptions } from '@mcpm/openapi';

/** The source of the document; its headers are for its own address. */
export function examinedSource({ openapi, documentHeaders }: RunnerOptions): DocumentSource {
  const source = parseSource(openapi);
  return 'url' in source ? { ...source, headers: documentHeaders } : source;
}

/** The document is examined as it would be served, all flaws together. */
export function examineOptions(options: RunnerOptions): ExamineOptions {
  const { overlays, externalRefs, serverVariables, nameBudget, descriptionBudget, outputSchemas, listBudget } = options;
  const { include, exclude, readOnly, baseUrl, server } = options;
  return {
    overlays,
    externalRefs,
    serverVariables,
    nameBudget,
    descriptionBudget,
    outputSchemas,
    listBudget,
    filter: { include, exclude, readOnly },
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(server === undefined ? {} : { server }),
  };
}
