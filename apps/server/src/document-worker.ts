// Owns the look at one OpenAPI document in a thread of its own; started by `document-inspector.ts`, ends with its answer.
import { parentPort, workerData } from 'node:worker_threads';
import { McpmError } from '@mcpm/domain';
import { previewDocument, type DocumentChoice, type DocumentSummary } from '@mcpm/manager';
import { documentFetch, type DocumentPlaces } from './document-fetch.ts';

/** What the thread is started with. */
export interface InspectionOrder {
  readonly choice: DocumentChoice;
  readonly places: DocumentPlaces;
}

/** What the thread says before it ends. */
export type Inspection =
  | { readonly summary: DocumentSummary }
  | { readonly failure: Pick<McpmError, 'code' | 'message' | 'faults' | 'next'> };

async function inspect({ choice, places }: InspectionOrder): Promise<Inspection> {
  try {
    return { summary: await previewDocument(choice, documentFetch(places)) };
  } catch (error) {
    if (!(error instanceof McpmError)) throw error;
    const { code, message, faults, next } = error;
    return { failure: { code, message, faults, next } };
  }
}

parentPort?.postMessage(await inspect(workerData as InspectionOrder));
