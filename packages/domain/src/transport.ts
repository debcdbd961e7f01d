// Owns the three transports an MCP server is reached by, and the spellings accepted for them.
import * as z from 'zod';

/** How clients reach a server, in the owner's spelling: `stdio`, `sse` (the deprecated HTTP+SSE) or `streamable` (Streamable HTTP). */
export const Transport = z.enum(['stdio', 'sse', 'streamable']);
export type Transport = z.infer<typeof Transport>;

/** A transport as people write it: `http` and `streamable-http` are read as `streamable`. */
export const TransportInput = z.preprocess(
  (value) => (value === 'http' || value === 'streamable-http' ? 'streamable' : value),
  Transport,
);
