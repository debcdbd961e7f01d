// Owns the options of the runner that say which document is served, and how it is read.
import * as z from 'zod';
import { KeyValueMap, runnerOptionMeta } from './option-meta.ts';

/** The document. */
export const documentOptions = {
  openapi: z.string().min(1).register(runnerOptionMeta, {
    flag: 'openapi',
    env: 'MCPM_OPENAPI',
    placeholder: 'URL|FILE|-',
    description: 'OpenAPI document: a URL, a file, or - for standard input',
  }),
  documentHeaders: KeyValueMap.default({}).register(runnerOptionMeta, {
    flag: 'document-header',
    env: 'MCPM_DOCUMENT_HEADERS',
    secret: true,
    repeatable: true,
    placeholder: "'NAME: VALUE'",
    description: 'Header the document is asked for with, at its own origin only',
  }),
  overlays: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'overlay',
    env: 'MCPM_OVERLAYS',
    repeatable: true,
    placeholder: 'FILE|URL',
    description: 'Overlay document applied to the OpenAPI document, in the order given',
  }),
  externalRefs: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'external-refs',
    env: 'MCPM_EXTERNAL_REFS',
    description: 'Fetch what the document refers to at other http and https addresses',
  }),
  include: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'include',
    env: 'MCPM_INCLUDE',
    repeatable: true,
    placeholder: 'RULE',
    description:
      'Only these operations: tag:X, method:GET, path:/glob/**, operation:glob*, deprecated:false, extension:x-name',
  }),
  exclude: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'exclude',
    env: 'MCPM_EXCLUDE',
    repeatable: true,
    placeholder: 'RULE',
    description: 'Without these operations',
  }),
  readOnly: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'read-only',
    env: 'MCPM_READ_ONLY',
    description: 'Only operations that change nothing',
  }),
  strict: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'strict',
    env: 'MCPM_STRICT',
    description: 'Refuse a document that has any flaw',
  }),
  watch: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'watch',
    env: 'MCPM_WATCH',
    description: 'Reload the document when it changes',
  }),
  cache: z.boolean().default(true).register(runnerOptionMeta, {
    flag: 'cache',
    env: 'MCPM_CACHE',
    description: 'Keep the compiled form of documents on disk; --no-cache switches it off',
  }),
  cacheDir: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'cache-dir',
    env: 'MCPM_CACHE_DIR',
    placeholder: 'FOLDER',
    description: 'Where that is; default mcpm in the cache folder of the user',
  }),
};
