// Owns reading a request's body, no further than the limit.
import type { IncomingMessage } from 'node:http';
import { McpmError } from '@mcpm/domain';

/** Reads the whole body; throws `body_too_large` beyond `maxBytes`, and leaves the rest unread. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new McpmError('body_too_large', `The request body is larger than ${maxBytes} bytes.`, {
      next: 'Send a smaller request.',
    });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
