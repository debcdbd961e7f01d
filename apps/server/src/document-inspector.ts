// Owns the look at OpenAPI documents away from the manager's own loop: one thread each, bounded in time, memory and number.
import { Worker } from 'node:worker_threads';
import { McpmError } from '@mcpm/domain';
import type { DocumentChoice, DocumentSummary } from '@mcpm/manager';
import type { DocumentPlaces } from './document-fetch.ts';
import type { Inspection, InspectionOrder } from './document-worker.ts';

/** Bounds of one look. */
export interface InspectorLimits {
  /** Milliseconds. Default 60,000. */
  readonly timeMs?: number;
  /** Megabytes of heap. Default 2,048. */
  readonly memoryMb?: number;
}

const LANES = 2;

const script = new URL(`./document-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

function unusable(detail: string): McpmError {
  return new McpmError('document_unusable', detail, {
    next: 'Take a smaller document, or leave out what is not needed.',
  });
}

/** What a document would become. Rejects with `document_unusable` (also when the bounds are broken) or `document_unreachable`. */
function inspect(
  order: InspectionOrder,
  { timeMs = 60_000, memoryMb = 2048 }: InspectorLimits,
): Promise<DocumentSummary> {
  const worker = new Worker(script, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const answer = new Promise<DocumentSummary>((resolve, reject) => {
    const timer = setTimeout(() => reject(unusable(`The document was not read within ${timeMs / 1000} s.`)), timeMs);
    worker.once('message', (inspection: Inspection) => {
      if ('summary' in inspection) resolve(inspection.summary);
      else reject(new McpmError(inspection.failure.code, inspection.failure.message, inspection.failure));
    });
    worker.once('error', (error) => {
      const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isTooLarge ? unusable(`The document needs more than ${memoryMb} MB of memory.`) : error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The thread that reads documents ended without an answer.'));
    });
  });
  return answer.finally(() => void worker.terminate());
}

/** A function that looks at documents at these places, two at a time. */
export function createDocumentInspector(
  places: DocumentPlaces,
  limits: InspectorLimits = {},
): (choice: DocumentChoice) => Promise<DocumentSummary> {
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  let turn = 0;
  return (choice) => {
    const lane = turn % LANES;
    turn += 1;
    const look = () => inspect({ choice, places }, limits);
    const mine = (lanes[lane] ?? Promise.resolve()).then(look);
    lanes[lane] = mine.catch(() => undefined); // The caller gets the failure; here only the order counts.
    return mine;
  };
}
