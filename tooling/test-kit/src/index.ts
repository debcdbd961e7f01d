// The face of the test kit: every named export, on purpose.
export { eventually, type EventuallyOptions } from './eventually.ts';
export { FakeClock } from './fake-clock.ts';
export { folderCircle, folderOf, roomOf, type FolderOf } from './folder-circle.ts';
export { temporaryHome, type TemporaryHome } from './temporary-home.ts';
export { program, programNames, type ProgramName } from './program.ts';
export { keepsWithin } from './keeps-within.ts';
export {
  startUpstream,
  type Upstream,
  type UpstreamAnswer,
  type UpstreamHandler,
  type UpstreamOptions,
  type UpstreamRequest,
} from './upstream.ts';
export { RawMcpError, type JsonObject, type JsonRpcMessage } from './mcp/json-rpc.ts';
export { LEGACY_VERSION, MODERN_VERSION, SSE_VERSION, type Era } from './mcp/era.ts';
export type { RawMcpClient, RawRequestOptions, RawTool, RawToolContent, RawToolResult } from './mcp/raw-client.ts';
export {
  rawStreamableClient,
  type RawStreamableClient,
  type RawStreamableOptions,
} from './mcp/raw-streamable-client.ts';
export type { RawHttpAnswer } from './mcp/http-exchange.ts';
export { rawSseClient, type RawSseClient, type RawSseOptions } from './mcp/raw-sse-client.ts';
export {
  rawStdioClient,
  type RawStdioClient,
  type RawStdioExit,
  type RawStdioOptions,
} from './mcp/raw-stdio-client.ts';
